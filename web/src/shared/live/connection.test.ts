import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Fact } from '@/api/live';
import { linkState, listen, startLive, stopLive } from './connection';

class PretendSocket {
  static all: PretendSocket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  readonly address: string;
  constructor(address: string) {
    this.address = address;
    PretendSocket.all.push(this);
  }
  close(): void {
    this.closed = true;
  }
  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify({ now: Date.now() * 1000, ...message }) });
  }
}

const board = { day: 0, queues: {}, agents: {}, calls: {}, phones: {} };
const fact = (at: number): Fact => ({ kind: 'x', at, body: {} });
const last = (): PretendSocket => PretendSocket.all.at(-1) as PretendSocket;
const heard = { snapshots: 0, facts: [] as number[], words: [] as string[] };
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  PretendSocket.all = [];
  Object.assign(heard, { snapshots: 0, facts: [], words: [] });
  vi.stubGlobal('WebSocket', PretendSocket);
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(JSON.stringify({ ticket: 'a b', expires_at: '' }), { status: 200 })),
  );
  stop = listen({
    snapshot: () => (heard.snapshots += 1),
    facts: (facts) => heard.facts.push(...facts.map((one) => one.at)),
    words: ({ line }) => heard.words.push(line.text),
  });
});
afterEach(() => {
  stopLive();
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(): Promise<PretendSocket> {
  startLive();
  await vi.advanceTimersByTimeAsync(10);
  last().say({ type: 'snapshot', seq: 5, board });
  return last();
}

it('opens with a ticket and is live from the snapshot on', async () => {
  const socket = await opened();
  expect(socket.address).toMatch(/\/live\?ticket=a%20b$/);
  expect(linkState()).toEqual({ is: 'live' });
  expect(heard.snapshots).toBe(1);
});

it('hears facts in order and none twice', async () => {
  const socket = await opened();
  socket.say({ type: 'facts', seq: 5, facts: [fact(1)] });
  socket.say({ type: 'facts', seq: 7, facts: [fact(2), fact(3)] });
  socket.say({ type: 'facts', seq: 7, facts: [fact(3)] });
  expect(heard.facts).toEqual([2, 3]);
});

it('hears at once what concerns the own call, and only the rest of it from the beat', async () => {
  const socket = await opened();
  socket.say({ type: 'own', seq: 7, facts: [fact(6), fact(7)] });
  expect(heard.facts).toEqual([6, 7]);
  socket.say({ type: 'facts', seq: 8, facts: [fact(6), fact(7), fact(8)] });
  expect(heard.facts).toEqual([6, 7, 8]);
});

it('hears what is said in the own call beside the facts', async () => {
  const socket = await opened();
  const line = { at: 1, side: 'outside', text: '你好', typed: false };
  socket.say({ type: 'words', interaction: 'i1', line });
  socket.say({ type: 'facts', seq: 6, facts: [fact(4)] });
  expect(heard).toMatchObject({ words: ['你好'], facts: [4] });
});

it('comes back by itself and starts from a new snapshot, even when the server counts from the start', async () => {
  (await opened()).onclose?.();
  expect(linkState().is).toBe('lost');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(PretendSocket.all).toHaveLength(2);
  last().say({ type: 'snapshot', seq: 0, board });
  last().say({ type: 'facts', seq: 1, facts: [fact(9)] });
  expect(linkState()).toEqual({ is: 'live' });
  expect(heard.facts).toEqual([9]);
});

it('takes silence for a lost link, but not while the clock is told', async () => {
  const socket = await opened();
  for (let n = 0; n < 4; n += 1) {
    await vi.advanceTimersByTimeAsync(5_000);
    socket.say({ type: 'clock' });
  }
  expect(linkState().is).toBe('live');
  await vi.advanceTimersByTimeAsync(12_500);
  expect(linkState().is).toBe('lost');
  expect(socket.closed).toBe(true);
});

it('tries no more after sign-out', async () => {
  const socket = await opened();
  stopLive();
  expect(socket.closed).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(PretendSocket.all).toHaveLength(1);
  expect(linkState()).toEqual({ is: 'off' });
});
