// @vitest-environment node
import { expect, it } from 'vitest';
import type { Board } from '@/api/live';
import type { BoardAgent, BoardQueue } from '@/api/live';
import {
  agentsOf,
  callOfAgent,
  countByState,
  inOrder,
  phoneTrouble,
  queueFigures,
  queuesForWall,
  talkingOf,
  totalsOf,
} from './figures';

const queue = { name: { zh: '前台', en: '' }, answer_seconds: 20, waiting: {}, abandoned_in_time: 0 };
const agent = {
  name: '王',
  extension: '8001',
  reason: '',
  until: null,
  contact: null,
  answered: 0,
  talk_µs: 0,
} as const;
const board = {
  day: 0,
  queues: {
    q1: {
      ...queue,
      waiting: { i1: 90, i2: 50 },
      offered: 10,
      answered: 8,
      abandoned: 2,
      answered_in_time: 6,
      wait_µs: 80_000_000,
    },
    q2: { ...queue, offered: 0, answered: 0, abandoned: 0, answered_in_time: 0, wait_µs: 0 },
  },
  agents: {
    a1: { ...agent, number: '2', state: 'ready', since: 5, queues: ['q1', 'q2'] },
    a2: { ...agent, number: '1', state: 'ready', since: 3, queues: ['q1'] },
    a3: { ...agent, number: '3', state: 'talking', since: 9, queues: ['q2'] },
    a4: { ...agent, number: '4', state: 'signed_out', since: 1, queues: ['q1'] },
  },
  calls: {
    i1: { stage: 'queue', queue: 'q1', agent: null, since: 90, started: 80 },
    i3: { stage: 'hold', queue: 'q2', agent: 'a3', since: 9, started: 1 },
  },
  phones: { 8001: 1 },
} as unknown as Board;

it('counts nobody as free whose telephone takes no calls', () => {
  expect(queueFigures({ ...board, phones: {} }, 'q1')).toMatchObject({ ready: 0, signedIn: 2 });
  const phone = { ready: false, why: 'phone.blocked' };
  const agents = { ...board.agents, a1: { ...board.agents.a1, phone } } as unknown as Board['agents'];
  expect(queueFigures({ ...board, agents }, 'q1')?.ready).toBe(1);
  expect(totalsOf({ ...board, agents }).ready).toBe(1);
});

it('reads a queue off the board', () =>
  expect(queueFigures(board, 'q1')).toMatchObject({
    waiting: 2,
    longestSince: 50,
    talking: 0,
    ready: 2,
    signedIn: 2,
    serviceLevel: 0.6,
    speedOfAnswer: 10,
  }));

it('has no service level and no speed of answer where nothing came', () =>
  expect(queueFigures(board, 'q2')).toMatchObject({
    serviceLevel: null,
    speedOfAnswer: null,
    talking: 1,
    held: 1,
  }));

it('adds up the centre, each agent once', () =>
  expect(totalsOf(board)).toMatchObject({
    waiting: 2,
    longestSince: 50,
    promise: 20,
    talking: 1,
    ready: 2,
    signedIn: 3,
    offered: 10,
  }));

it('counts and orders agents by state, longest first', () => {
  expect(countByState(board, null)).toMatchObject({ ready: 2, talking: 1, signed_out: 1, paused: 0 });
  expect(inOrder(agentsOf(board, null)).map((one) => one.id)).toEqual(['a3', 'a2', 'a1', 'a4']);
  expect(agentsOf(board, 'q2').map((one) => one.id)).toEqual(['a1', 'a3']);
});

it('gives the same object for an agent that did not change, and another one when something did', () => {
  const [before] = agentsOf(board, 'q2');
  expect(agentsOf({ ...board }, 'q2')[0]).toBe(before);
  const a1 = { ...(board.agents.a1 as BoardAgent), state: 'paused' as const };
  expect(agentsOf({ ...board, agents: { ...board.agents, a1 } }, 'q2')[0]).not.toBe(before);
});

it('says why calls cannot be offered, by the phone itself or by its registration', () => {
  const of = (change: object) =>
    phoneTrouble({ ...board, phones: {} }, { ...agent, state: 'ready', ...change } as unknown as BoardAgent);
  expect(of({ phone: { ready: false, why: 'phone.blocked' } })).toBe('phone.blocked');
  expect(of({ phone: { ready: true, why: null } })).toBeNull();
  expect(of({})).toBe('phone.not_registered');
  expect(of({ state: 'signed_out' })).toBeNull();
});

it('shows on the wall first who breaks the promise, then where most wait, then the worst level, then in order', () => {
  const SECOND = 1_000_000;
  const one = (seconds: number, waits: number[], level: number): BoardQueue =>
    ({
      ...queue,
      answer_seconds: seconds,
      waiting: Object.fromEntries(waits.map((since, nth) => [`c${nth}`, -since * SECOND])),
      offered: 10,
      answered: 10,
      answered_in_time: level,
      wait_µs: 0,
    }) as unknown as BoardQueue;
  const queues = {
    calm: one(20, [], 9),
    also_calm: one(20, [], 9),
    weak: one(20, [], 5),
    busy: one(60, [10, 5], 9),
    late: one(60, [61], 9),
    later: one(10, [30], 9),
  };
  const order = queuesForWall({ ...board, queues, calls: {} }, 0).map((found) => found.id);
  expect(order).toEqual(['later', 'late', 'busy', 'weak', 'calm', 'also_calm']);
});

const inStage = (stage: string): Board =>
  ({ ...board, calls: { i9: { ...board.calls.i3, stage } } }) as unknown as Board;

it.each(['talk', 'hold', 'consult', 'conference'])(
  'counts a call as talking while its stage is %s',
  (stage) => expect(queueFigures(inStage(stage), 'q2')?.talking).toBe(1),
);

it.each(['transfer', 'ringing', 'queue', 'menu'])('counts nobody as talking in the stage %s', (stage) =>
  expect(queueFigures(inStage(stage), 'q2')?.talking).toBe(0),
);

it('counts who talks among those who serve a queue, whatever the call', () => {
  expect(talkingOf(board, 'q2')).toBe(1);
  expect(talkingOf(board, 'q1')).toBe(0);
});

it('finds the call that rings at several agents at each of them', () => {
  const call = { ...board.calls.i3, stage: 'ringing', agent: 'a1', rung: ['a1', 'a2'] };
  const both = { ...board, calls: { i3: call } } as unknown as Board;
  const ringing = agentsOf(both, null).map((one) => ({ ...one, contact: 'i3' }));
  expect(ringing.filter((one) => callOfAgent(both, one)).map((one) => one.id)).toEqual(['a1', 'a2']);
});
