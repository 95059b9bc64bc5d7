import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hearNotices, keepQuiet } from '@/shared/notices/notices';
import type { Condition } from './conditions';
import { useSaid } from './said';

const BROKEN = { kind: 'myPhone', key: 'my.phone', tone: 'bad' } as unknown as Condition;
const worded = () => ({ title: '电话没有就绪', text: '', to: '/desk' });

let said: string[];
let taken: string[];
let leave: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  taken = [];
  leave = hearNotices(
    (notice) => said.push(notice.key),
    (key) => taken.push(key),
  );
});
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('says nothing of what is over when a page has come back', async () => {
  const { rerender } = renderHook(({ now }) => useSaid(now, worded), { initialProps: { now: [BROKEN] } });
  await wait(1_500);
  rerender({ now: [] });
  await wait(5_000);
  expect(said).toEqual([]);
});

it('says what lasts, once, and takes it away when it is over', async () => {
  const { rerender } = renderHook(({ now }) => useSaid(now, worded), { initialProps: { now: [BROKEN] } });
  await wait(2_000);
  rerender({ now: [{ ...BROKEN }] });
  await wait(5_000);
  expect(said).toEqual(['my.phone']);
  rerender({ now: [] });
  expect(taken).toContain('my.phone');
});

it('says at once that an agent asks for help, also to somebody in a call, and takes it away when seen to', async () => {
  const help = { kind: 'help', key: 'help.c1', tone: 'bad' } as unknown as Condition;
  keepQuiet(true);
  const { rerender } = renderHook(({ now }) => useSaid(now, worded), { initialProps: { now: [help] } });
  await wait(0);
  expect(said).toEqual(['help.c1']);
  rerender({ now: [] });
  expect(taken).toContain('help.c1');
  keepQuiet(false);
});
