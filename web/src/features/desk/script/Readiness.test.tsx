import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Readiness as Ready } from '@/api/scripts';
import { draw, pretendServer, type Heard } from '../../../../test/page';
import { itemsOf, Readiness } from './Readiness';

afterEach(() => vi.unstubAllGlobals());

const ready: Ready = {
  agent: { id: 'a1', number: '1001', extension: '8001', name: { zh: '林小满', en: '' } },
  day: '2026-09-21',
  since: '2026-09-20T10:00:00Z',
  changes: [
    {
      script: 's1',
      scene: 'greeting',
      name: { zh: '标准问候', en: 'Greeting' },
      version: 2,
      approved_at: '2026-09-21T01:00:00Z',
      fresh: true,
      read: false,
      rehearsed: false,
      note: '超过三声先致歉',
      lines: [{ zh: '您好。', en: 'Hello.' }],
    },
  ],
  checklist: [
    { id: 'posture', text: '坐姿端正' },
    { id: 'smile', text: '面带微笑' },
  ],
  own: false,
  ticked: ['smile'],
  ready_at: null,
  complete: false,
};

const serve = (): Heard[] => pretendServer(() => ({ status: 200, body: ready }));
const changes = (heard: Heard[]): Heard[] => heard.filter(({ method }) => method !== 'GET');

it('shows what changed with its lines, and confirms that it was read', async () => {
  const heard = serve();
  draw(<Readiness />);
  expect(await screen.findByText('超过三声先致歉')).toBeTruthy();
  expect(screen.getByText('还有 2 项没有完成')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '我已看过' }));
  await waitFor(() => expect(changes(heard)[0]?.path).toBe('/api/desk/readiness/read/s1/2'));
});

it('ticks an item beside those that are ticked', async () => {
  const heard = serve();
  draw(<Readiness />);
  await userEvent.click(await screen.findByLabelText('坐姿端正'));
  await waitFor(() => expect(changes(heard)[0]?.body).toEqual({ ticked: ['smile', 'posture'] }));
});

it('loses no tick when two follow each other before the server has answered', async () => {
  const heard = serve();
  draw(<Readiness />);
  await userEvent.click(await screen.findByLabelText('坐姿端正'));
  await userEvent.click(screen.getByLabelText('面带微笑'));
  await waitFor(() => expect(changes(heard)).toHaveLength(2));
  expect(changes(heard)[0]?.body).toEqual({ ticked: ['smile', 'posture'] });
});

it('shows a tick at once, and keeps it when the answer to an earlier click does not know it', async () => {
  const heard = serve(); // which answers as if nothing was ever ticked
  draw(<Readiness />);
  const smile = await screen.findByLabelText<HTMLInputElement>('坐姿端正');
  await userEvent.click(screen.getByRole('button', { name: '我已看过' }));
  smile.click();
  expect(smile.checked).toBe(true);
  await waitFor(() => expect(changes(heard)).toHaveLength(2));
  expect(smile.checked).toBe(true);
});

it('lets the agent write an own list, in which what stays keeps its tick', async () => {
  const heard = serve();
  draw(<Readiness />);
  await userEvent.click(await screen.findByRole('button', { name: '改成自己的清单' }));
  await userEvent.type(screen.getByLabelText('每行一项'), '\n喝一杯温水');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(changes(heard)[0]?.body).toEqual({
      items: [...ready.checklist, { id: 'own-1', text: '喝一杯温水' }],
    }),
  );
});

it('gives no id twice and takes no line twice', () => {
  const before = [{ id: 'own-1', text: '一' }];
  expect(itemsOf('二\n一\n二\n\n三', before).map(({ id }) => id)).toEqual(['own-2', 'own-1', 'own-3']);
});
