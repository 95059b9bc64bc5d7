import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchRoom } from './rooms';

const Room = () => null;
const missing = new TypeError('Failed to fetch dynamically imported module');

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

it('tries again while the server is away, and opens the room when it is back', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  const load = vi.fn().mockRejectedValueOnce(missing).mockRejectedValueOnce(missing).mockResolvedValue(Room);
  const fetching = fetchRoom(load);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await fetching).toEqual({ default: Room });
  expect(load).toHaveBeenCalledTimes(3);
});

it('gives up when the server is there without the file, after the page was just loaded anew', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 200 })));
  sessionStorage.setItem('huawu.reloaded', String(Date.now()));
  await expect(fetchRoom(() => Promise.reject(missing))).rejects.toBe(missing);
});
