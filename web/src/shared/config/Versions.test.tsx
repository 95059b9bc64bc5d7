import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer, type Heard } from '../../../test/page';
import { Versions } from './Versions';

afterEach(() => vi.unstubAllGlobals());

const LATEST = { number: 3, at: '2026-09-21T14:00:00Z', by: null, note: '', items: [] };
const ALONE = {
  queue: 'desk',
  name: { zh: '前台', en: '' },
  how: 'nobody',
  step: null,
  waiting: 2,
  way_out: true,
};

function page(alone: unknown[]): Heard[] {
  const heard = pretendServer(({ method, path }) => {
    if (path === '/api/people/left-alone') return { status: 200, body: { items: alone } };
    if (method === 'POST') return { status: 200, body: { number: 4 } };
    if (path.endsWith('/changes')) return { status: 200, body: { items: [] } };
    return { status: 200, body: { number: 3, items: [LATEST, { ...LATEST, number: 2 }], next: null } };
  });
  const given = { kinds: ['queue'], mayChange: true, backText: '', none: '', noneText: '' };
  draw(<Versions {...given} mayLeaveAlone Differences={() => null} again={() => Promise.resolve()} />);
  return heard;
}

const wentBack = (heard: Heard[]) => heard.find(({ path }) => path === '/api/config-history/roll-back');

it('asks before it goes back to a version that leaves a queue alone', async () => {
  const heard = page([ALONE]);
  await userEvent.click(await screen.findByText('恢复到这一版'));
  expect((await screen.findByRole('alert')).textContent).toContain('“前台”将没有坐席，现在有 2 个来电在等');
  expect(heard.find(({ path }) => path === '/api/people/left-alone')?.body).toMatchObject({
    back_to: 2,
    kinds: ['queue'],
  });
  await userEvent.click(screen.getByText('取消'));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(wentBack(heard)).toBeUndefined();

  await userEvent.click(screen.getByText('恢复到这一版'));
  await userEvent.click(await screen.findByText('仍然恢复'));
  await waitFor(() => expect(wentBack(heard)?.body).toMatchObject({ to: 2, kinds: ['queue'] }));
});

it('goes back at once where nobody is left alone', async () => {
  const heard = page([]);
  await userEvent.click(await screen.findByText('恢复到这一版'));
  await waitFor(() => expect(wentBack(heard)).toBeDefined());
});
