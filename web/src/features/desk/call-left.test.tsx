import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Me } from '@/api/types';
import { startLive, stopLive } from '@/shared/live/connection';
import { draw, pretendServer } from '../../../test/page';
import { useCallLive, useCallShown } from './call';

let say: (message: object) => void;

class PretendSocket {
  onmessage: ((event: { data: string }) => void) | null = null;
  close = vi.fn();
  constructor() {
    say = (message) => this.onmessage?.({ data: JSON.stringify({ now: Date.now() * 1000, ...message }) });
  }
}

const me = { agent: { id: 'a1' }, state: 'talking', call: { interaction: 'i1', stage: 'talk' } } as Me;
const shown = { stage: 'talk', since: '2026-09-21T00:00:00Z', parties: [], may: [], locked: false };

function Page() {
  const [times, setTimes] = useState(0);
  useCallLive('a1');
  const call = useCallShown(me);
  return <button onClick={() => setTimes(times + 1)}>{call?.stage}</button>;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  stopLive();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('does not ask for a call that was left, while the page still shows it', async () => {
  const heard = pretendServer(({ path }) => ({
    status: 200,
    body: path.startsWith('/api/calls/') ? shown : { ticket: 'a', expires_at: '' },
  }));
  vi.stubGlobal('WebSocket', PretendSocket);
  draw(<Page />);
  startLive();
  await act(() => vi.advanceTimersByTimeAsync(10));
  say({ type: 'snapshot', seq: 1, board: { day: 0, queues: {}, agents: {}, calls: {}, phones: {} } });
  await act(() => vi.advanceTimersByTimeAsync(100));
  const before = heard.filter(({ path }) => path.startsWith('/api/calls/')).length;
  expect(before).toBeGreaterThan(0);
  const left = { kind: 'call.parties', at: 1, body: { agent: 'a1', interaction: 'i1', stage: 'left' } };
  await act(async () => {
    say({ type: 'facts', seq: 2, facts: [left] });
    await vi.advanceTimersByTimeAsync(100);
  });
  fireEvent.click(screen.getByRole('button'));
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(heard.filter(({ path }) => path.startsWith('/api/calls/'))).toHaveLength(before);
});
