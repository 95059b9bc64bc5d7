import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Move, MoveAsked, People } from '@/api/people';
import { keepZone } from '@/shared/format/time';
import { serverNow } from '@/shared/live/clock';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { MovePanel } from './MovePanel';
import { MovesBar } from './MovesBar';

beforeEach(() => {
  keepZone('Asia/Shanghai');
  document.body.insertAdjacentHTML('beforeend', `<div id="${SIDE}"></div>`);
});
afterEach(() => {
  keepZone(undefined);
  document.getElementById(SIDE)?.remove();
  vi.unstubAllGlobals();
});

const agent = { id: 'a1', number: '1001', extension: '8001', name: { zh: '林小满', en: '' } };
const PEOPLE = {
  people: [{ agent }],
  queues: [
    { id: 'desk', name: { zh: '前台', en: '' } },
    { id: 'rooms', name: { zh: '客房', en: '' } },
  ],
} as unknown as People;
const MOVE: Move = {
  agent: 'a1',
  queue: 'desk',
  level: 2,
  until: '2026-09-21T10:00:00Z',
  by: { zh: '陈静', en: '' },
};

function server(moves: Move[], refusal?: ReturnType<typeof problem>): Heard[] {
  return pretendServer(({ method, path }) => {
    if (path === '/api/people/left-alone') return { status: 200, body: { items: [] } };
    if (method === 'POST' && refusal) return refusal;
    return { status: method === 'POST' ? 201 : 200, body: { items: method === 'DELETE' ? [] : moves } };
  });
}

it('says who is moved where, until when and by whom, and takes it back', async () => {
  const heard = server([MOVE, { ...MOVE, queue: 'rooms', level: null, by: null }]);
  draw(<MovesBar people={PEOPLE} mayChange />);
  const line = await screen.findByText(/^林小满 调入 前台（2 级），到 .*18:00/);
  expect(line.parentElement?.textContent).toContain('陈静 调的');
  expect(screen.getByText(/^林小满 调出 客房，到 .*18:00/)).toBeTruthy();
  await userEvent.click(screen.getByLabelText(/^撤回：林小满 调入 前台/));
  await waitFor(() => expect(screen.queryByRole('list')).toBeNull());
  expect(heard.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/people/moves/a1/desk' });
});

it('offers no way back to who may not change', async () => {
  server([MOVE]);
  draw(<MovesBar people={PEOPLE} mayChange={false} />);
  await screen.findByText(/^林小满 调入/);
  expect(screen.queryByRole('button')).toBeNull();
});

const asked = (heard: Heard[]): MoveAsked =>
  heard.find(({ method, path }) => method === 'POST' && path === '/api/people/moves')?.body as MoveAsked;

it('lends for an hour unless told otherwise', async () => {
  const heard = server([MOVE]);
  const closed = vi.fn();
  draw(<MovePanel people={PEOPLE} those={PEOPLE.people} onClose={closed} />);
  await userEvent.click(screen.getByText('调'));
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(asked(heard)).toMatchObject({ agents: ['a1'], queue: 'desk', level: 1 });
  const minutes = (Date.parse(asked(heard).until) - serverNow() / 1000) / 60_000;
  expect(minutes).toBeGreaterThan(55);
  expect(minutes).toBeLessThan(65);
});

it('waits for a time where none of those offered is wanted, and says what the server says', async () => {
  const heard = server([], problem(422, 'people.move_over'));
  draw(<MovePanel people={PEOPLE} those={PEOPLE.people} onClose={vi.fn()} />);
  fireEvent.mouseDown(screen.getByLabelText('到'));
  await userEvent.click(await screen.findByText('自己定时间'));
  expect(screen.getByText('调').closest('button')?.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('到几点'), { target: { value: '09:15' } });
  await userEvent.click(screen.getByText('调'));
  expect((await screen.findByRole('alert')).textContent).toContain('people.move_over');
  expect(asked(heard).until).toMatch(/T01:15:00.000Z$/);
});

const ALONE = {
  queue: 'desk',
  name: { zh: '前台', en: '' },
  how: 'nobody',
  step: null,
  waiting: 0,
  way_out: false,
};

it('warns, before anybody is lent, of the queue that has nobody when that is over', async () => {
  const heard = pretendServer(({ path }) => ({
    status: path === '/api/people/left-alone' ? 200 : 201,
    body: { items: path === '/api/people/left-alone' ? [ALONE] : [] },
  }));
  draw(<MovePanel people={PEOPLE} those={PEOPLE.people} onClose={vi.fn()} />);
  const said = (await screen.findByRole('alert')).textContent;
  expect(said).toContain('调动到时间之后');
  expect(said).toContain('“前台”将没有坐席；新来电会一直等待。');
  const first = heard[0]?.body as { queue: string; until: string };
  expect(first).toMatchObject({ agents: ['a1'], queue: 'desk' });
  await userEvent.click(screen.getByText('调'));
  await waitFor(() => expect(asked(heard).until).toBe(first.until));
});

it('asks before a lending is taken back that leaves a queue alone', async () => {
  const heard = pretendServer(({ path, method }) => {
    if (path === '/api/people/left-alone') return { status: 200, body: { items: [ALONE] } };
    return { status: 200, body: { items: method === 'DELETE' ? [] : [MOVE] } };
  });
  draw(<MovesBar people={PEOPLE} mayChange />);
  await userEvent.click(await screen.findByLabelText(/^撤回：林小满 调入 前台/));
  expect((await screen.findByRole('alert')).textContent).toContain('“前台”将没有坐席');
  expect(heard.some(({ method }) => method === 'DELETE')).toBe(false);
  await userEvent.click(screen.getByText('仍然撤回'));
  await waitFor(() => expect(heard.some(({ method }) => method === 'DELETE')).toBe(true));
});

it('warns of a queue that would be left alone before anybody is taken out of it', async () => {
  const alone = {
    queue: 'desk',
    name: { zh: '前台', en: '' },
    how: 'nobody_now',
    step: null,
    waiting: 0,
    way_out: true,
  };
  const heard = pretendServer(({ path }) =>
    path === '/api/people/left-alone'
      ? { status: 200, body: { items: [alone] } }
      : { status: 201, body: { items: [] } },
  );
  draw(<MovePanel people={PEOPLE} those={PEOPLE.people} onClose={vi.fn()} />);
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.mouseDown(screen.getByLabelText('怎么调'));
  await userEvent.click(await screen.findByText('调出，不接这个队列'));
  expect((await screen.findByRole('alert')).textContent).toContain(
    '“前台”将没有签入的坐席；新来电按规则转走。',
  );
  expect(heard[0]?.body).toMatchObject({ agents: ['a1'], queue: 'desk' });
  await userEvent.click(screen.getByText('仍然调出'));
  await waitFor(() => expect(heard.at(-1)).toMatchObject({ method: 'POST', path: '/api/people/moves' }));
});
