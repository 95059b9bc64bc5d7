// @vitest-environment node
import { expect, it } from 'vitest';
import type { Board, BoardAgent } from '@/api/live';
import { conditionsOf } from './conditions';

const SECOND = 1_000_000;
const NOW = 1_800_000_000 * SECOND;

const agent = (change: Partial<BoardAgent>): BoardAgent => ({
  name: { zh: '林', en: '' },
  number: '1001',
  extension: '8001',
  state: 'ready',
  reason: '',
  since: NOW - 60 * SECOND,
  until: null,
  contact: null,
  queues: [],
  answered: 0,
  talk_µs: 0,
  phone: { ready: true, why: null },
  ...change,
});

function boardOf(agents: Record<string, BoardAgent>, waiting: Record<string, number> = {}): Board {
  const queue = { name: { zh: '客服', en: '' }, answer_seconds: 20, waiting, offered: 0, answered: 0 };
  const figures = { abandoned: 0, answered_in_time: 0, abandoned_in_time: 0, wait_µs: 0 };
  return { day: NOW, queues: { q1: { ...queue, ...figures } }, agents, calls: {}, phones: {} };
}

const asked = {
  board: null,
  health: undefined,
  callbacks: [],
  slips: undefined,
  tickets: 0,
  cases: undefined,
  promises: 0,
  me: 'a1',
  leads: false,
  helps: false,
  now: NOW,
};
const kinds = (known: Partial<Parameters<typeof conditionsOf>[0]>): string[] =>
  conditionsOf({ ...asked, ...known }).map((one) => one.key);

it('says nothing while all is well', () =>
  expect(kinds({ board: boardOf({ a1: agent({}) }), health: { status: 'ok', media: [true] } })).toEqual([]));

it('tells an agent of their own phone and pause, not of the others', () => {
  const broken = agent({ phone: { ready: false, why: 'phone.blocked' } });
  const late = agent({ state: 'paused', until: NOW - 65 * SECOND });
  expect(kinds({ board: boardOf({ a1: broken, a2: late }) })).toEqual(['my.phone']);
  expect(conditionsOf({ ...asked, board: boardOf({ a1: late }) })[0]).toMatchObject({ over: '1:05' });
});

it('tells a leader of all agents and of waits beyond the promise, the worst first', () => {
  const late = agent({ state: 'paused', until: NOW - SECOND });
  const board = boardOf({ a2: late }, { c1: NOW - 21 * SECOND, c2: NOW - SECOND });
  expect(kinds({ board, leads: true, me: null })).toEqual(['wait.q1', 'pause.a2']);
});

it('lets a pause within its limit, a wait within the promise and a signed-out phone be', () => {
  const paused = agent({ state: 'paused', until: NOW + SECOND });
  const gone = agent({ state: 'signed_out', phone: { ready: false, why: 'phone.not_registered' } });
  const board = boardOf({ a2: paused, a3: gone }, { c1: NOW - 20 * SECOND });
  expect(kinds({ board, leads: true })).toEqual([]);
});

it('names the parts that do not answer', () => {
  expect(kinds({ health: { status: 'away' } })).toEqual(['part.server']);
  const health = { status: 'degraded', live: true, media: [true, false], edge: false, database: false };
  expect(kinds({ health })).toEqual(['part.media', 'part.edge', 'part.database']);
});

it('tells of calls back that are due within five minutes', () => {
  const due = (id: string, seconds: number) =>
    ({ id, due_at: new Date((NOW + seconds * SECOND) / 1000).toISOString() }) as never;
  expect(kinds({ callbacks: [due('c1', -60), due('c2', 299), due('c3', 301)] })).toEqual([
    'callback.c1',
    'callback.c2',
  ]);
});

it('tells who is there for it of agents who ask for help, until somebody sees to it', () => {
  const help = { since: NOW - 5 * SECOND, reason: 'upset', seen_by: null as string | null };
  const call = { stage: 'talk' as const, queue: 'q1', agent: 'a2', since: NOW, started: NOW, help };
  const board = { ...boardOf({ a1: agent({}), a2: agent({ state: 'talking' }) }), calls: { c1: call } };
  expect(kinds({ board, helps: true })).toEqual(['help.c1']);
  expect(kinds({ board, leads: true })).toEqual([]);
  expect(kinds({ board, helps: true, me: 'a2' })).toEqual([]);
  const seen = { ...board, calls: { c1: { ...call, help: { ...help, seen_by: 'u1' } } } };
  expect(kinds({ board: seen, helps: true })).toEqual([]);
});

it('warns who runs the centre long before there is no room for recordings', () => {
  const health = (room: 'ok' | 'low' | 'full') => ({
    status: 'ok',
    recordings: { room, free_percent: 12.7 },
  });
  expect(kinds({ health: health('ok') })).toEqual([]);
  expect(conditionsOf({ ...asked, health: health('low') })).toEqual([
    { kind: 'space', key: 'space', tone: 'wait', percent: 12 },
  ]);
  expect(conditionsOf({ ...asked, health: health('full') })[0]).toMatchObject({ tone: 'bad' });
});

it('tells of messages that wait, urgent ones first and apart', () => {
  const slips = { mine: 3, urgent: 1, calls: 2, to_read_back: 4, to_deliver: 0, open_calls: 5 };
  expect(conditionsOf({ ...asked, slips })).toMatchObject([
    { what: 'urgent', tone: 'wait', n: 1 },
    { what: 'mine', n: 2 },
    { what: 'calls', n: 2 },
    { what: 'toReadBack', n: 4 },
  ]);
  expect(kinds({ tickets: 2 })).toEqual(['slips.tickets']);
});

it('tells of overdue cases, my own and those that I lead, and of those that my team is to confirm', () => {
  const cases = { mine: 0, led: 0, receipts: 0, team: 'front' };
  expect(kinds({ cases })).toEqual([]);
  expect(kinds({ cases: { ...cases, mine: 2, led: 3 } })).toEqual(['cases.mine', 'cases.led']);
  expect(kinds({ cases: { ...cases, receipts: 4 } })).toEqual(['cases.receipts']);
});

it('tells whoever leads of calls back that nobody is left to make', () => {
  expect(kinds({ promises: 0 })).toEqual([]);
  expect(conditionsOf({ ...asked, promises: 2 })).toMatchObject([{ kind: 'promises', n: 2 }]);
});
