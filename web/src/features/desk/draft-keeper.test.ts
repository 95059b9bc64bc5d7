import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pretendServer, problem, type Heard } from '../../../test/page';
import { draftOf, EMPTY } from './draft';
import { DraftKeeper } from './draft-keeper';

const ADDRESS = '/api/desk/drafts/i1';
let server: { revision: number; note: string };
let away: boolean;
let heard: Heard[];

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  server = { revision: 0, note: '' };
  away = false;
  heard = pretendServer(({ path, method, body }) => {
    if (path !== ADDRESS || away) return { status: 503, body: { key: 'web.away' } };
    if (method === 'PUT') {
      const asked = body as { revision: number; note: string };
      if (asked.revision !== server.revision)
        return problem(409, 'draft.stale', { revision: server.revision });
      server = { revision: server.revision + 1, note: asked.note };
    }
    const at = server.revision ? '2026-11-22T00:00:00Z' : null;
    return { status: 200, body: { ...EMPTY, ...server, interaction: 'i1', at } };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const puts = (): Heard[] => heard.filter((one) => one.method === 'PUT');
async function opened(): Promise<DraftKeeper> {
  const keeper = new DraftKeeper('a1', 'i1');
  await vi.advanceTimersByTimeAsync(50);
  return keeper;
}

it('keeps every word here at once and on the server after a pause, in one request', async () => {
  const keeper = await opened();
  keeper.change({ note: '一' });
  keeper.change({ note: '一二' });
  expect(draftOf('a1', 'i1')?.note).toBe('一二');
  expect(keeper.view.kept).toBe('here');
  await vi.advanceTimersByTimeAsync(1_000);
  expect([keeper.view.kept, server, puts().length]).toEqual(['server', { revision: 1, note: '一二' }, 1]);
});

it('shows on another machine what was written on this one', async () => {
  server = { revision: 4, note: '别处写的' };
  const keeper = await opened();
  expect([keeper.view.draft.note, keeper.view.kept]).toEqual(['别处写的', 'server']);
});

it('tries again until the server is back, and sends the last words', async () => {
  away = true;
  const keeper = await opened();
  keeper.change({ note: '离线' });
  await vi.advanceTimersByTimeAsync(12_000);
  expect(keeper.view.kept).toBe('away');
  away = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect([keeper.view.kept, server.note]).toEqual(['server', '离线']);
});

it('asks the person when another tab has written meanwhile, and does what they say', async () => {
  const keeper = await opened();
  server = { revision: 2, note: '另一处' };
  keeper.change({ note: '这里' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect([keeper.view.kept, keeper.view.theirs?.note, keeper.view.draft.note]).toEqual([
    'conflict',
    '另一处',
    '这里',
  ]);
  keeper.change({ note: '这里，还有' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.note).toBe('另一处');
  keeper.keepMine();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([server.note, keeper.view.kept]).toEqual(['这里，还有', 'server']);
});

it('takes the other one when told to', async () => {
  const keeper = await opened();
  server = { revision: 2, note: '另一处' };
  keeper.change({ note: '这里' });
  await vi.advanceTimersByTimeAsync(1_000);
  keeper.takeTheirs();
  expect([keeper.view.draft.note, keeper.view.kept, draftOf('a1', 'i1')?.unsent]).toEqual([
    '另一处',
    'server',
    false,
  ]);
});

it('is gone here when it was submitted elsewhere, unless there are words that nobody has', async () => {
  server = { revision: 3, note: '写好了' };
  await opened();
  server = { revision: 0, note: '' };
  const again = await opened();
  expect([again.view.draft, again.view.kept]).toEqual([EMPTY, 'nothing']);
});

it('says nothing more after it was submitted', async () => {
  const keeper = await opened();
  keeper.change({ note: '一' });
  keeper.end();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([puts().length, draftOf('a1', 'i1')]).toEqual([0, null]);
});

it('sends no draft behind the wrap-up that is being submitted, and waits for one that is on its way', async () => {
  const keeper = await opened();
  keeper.change({ note: '一' });
  keeper.flush();
  keeper.change({ note: '一二' });
  await keeper.rest();
  expect(server).toEqual({ revision: 1, note: '一' });
  keeper.flush();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(puts().length).toBe(1);
  keeper.goOn();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server).toEqual({ revision: 2, note: '一二' });
});
