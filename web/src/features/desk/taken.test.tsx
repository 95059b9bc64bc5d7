import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startLive, stopLive } from '@/shared/live/connection';
import { draw } from '../../../test/page';
import { useTakenByColleague } from './taken';

let say: (message: object) => void;

class PretendSocket {
  onmessage: ((event: { data: string }) => void) | null = null;
  close = vi.fn();
  constructor() {
    say = (message) => this.onmessage?.({ data: JSON.stringify({ now: Date.now() * 1000, ...message }) });
  }
}

function Page() {
  useTakenByColleague('me');
  return null;
}

const agents = { you: { number: '1002', name: { zh: '李娜', en: 'Li Na' }, state: 'talking', queues: [] } };
const taken = (agent: string, by: string) => ({
  kind: 'call.taken',
  at: 1,
  body: { agent, interaction: 'c', by },
});

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', PretendSocket);
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(JSON.stringify({ ticket: 'a', expires_at: '' }), { status: 200 })),
  );
  startLive();
  await vi.advanceTimersByTimeAsync(10);
  say({ type: 'snapshot', seq: 1, board: { day: 0, queues: {}, agents, calls: {}, phones: {} } });
});
afterEach(() => {
  stopLive();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function told(...facts: object[]): Promise<void> {
  await act(async () => {
    say({ type: 'facts', seq: 2, facts });
    await vi.advanceTimersByTimeAsync(100);
  });
}

it('says which colleague took a call that rang here too', async () => {
  const drawn = draw(<Page />);
  await told(taken('me', 'you'));
  expect(screen.getByText('李娜已接听这通来电')).toBeTruthy();
  drawn.unmount();
});

it('says which leader has taken over the own talk', async () => {
  const drawn = draw(<Page />);
  const fact = taken('me', 'you');
  await told({ ...fact, body: { ...fact.body, over: true } });
  expect(screen.getByText('李娜已接手您的通话')).toBeTruthy();
  drawn.unmount();
});

it('says nothing of what rang at others', async () => {
  const drawn = draw(<Page />);
  await told(taken('somebody', 'you'));
  expect(screen.queryByText(/已接听这通来电/)).toBeNull();
  drawn.unmount();
});

it('speaks of a colleague whose name it does not know', async () => {
  const drawn = draw(<Page />);
  await told(taken('me', 'stranger'));
  expect(screen.getByText('同事已接听这通来电')).toBeTruthy();
  drawn.unmount();
});
