/**
 * The board as a fold: snapshot, then fact by fact. The same rules are written in Python, and the golden files in
 * tests/golden/board hold both to the same results. Nothing is changed in place; what no fact touched stays the
 * same object, so that only what changed is drawn again.
 */
import type { Board, BoardAgent, BoardCall, BoardQueue, Fact, Micros } from '@/api/live';
import type { Stage } from '@/api/types';
import { count, names, text, withAgent, without, withQueue } from './parts';
import { changed, serves } from './serving';

type Body = Fact['body'];

const SECOND: Micros = 1_000_000;

const NO_QUEUE_FIGURES = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  answered_in_time: 0,
  abandoned_in_time: 0,
  wait_µs: 0,
};
const NO_AGENT_FIGURES = { answered: 0, talk_µs: 0 };

function waitNoLonger(board: Board, interaction: string, queue: string | null): Board {
  return withQueue(board, queue, (one) =>
    interaction in one.waiting ? { ...one, waiting: without(one.waiting, interaction) } : one,
  );
}

function started(board: Board, body: Body): Board {
  const id = text(body, 'interaction');
  const at = count(body, 'started_at');
  if (id === null || at === null || id in board.calls) return board;
  const call: BoardCall = { stage: 'menu', queue: null, agent: null, since: at, started: at };
  return { ...board, calls: { ...board.calls, [id]: call } };
}

function staged(board: Board, body: Body, at: Micros): Board {
  const id = text(body, 'interaction');
  const stage = text(body, 'stage') as Stage | null;
  if (id === null || stage === null) return board;
  const queue = text(body, 'queue');
  const since = count(body, 'at') ?? at;
  const before = board.calls[id];
  const waitsIn = stage === 'queue' || stage === 'ringing' ? queue : null;
  let after = board;
  if (before && before.queue !== waitsIn) after = waitNoLonger(after, id, before.queue);
  after = waitsIn === null ? waitNoLonger(after, id, queue) : waitIn(after, id, waitsIn, since);
  const call: BoardCall = {
    stage,
    queue,
    agent: text(body, 'agent'),
    since,
    started: before?.started ?? since,
    ...standing(before),
    ...rungOf(body),
  };
  return { ...after, calls: { ...after.calls, [id]: call } };
}

function waitIn(board: Board, interaction: string, queue: string, since: Micros): Board {
  return withQueue(board, queue, (one) =>
    interaction in one.waiting ? one : { ...one, waiting: { ...one.waiting, [interaction]: since } },
  );
}

/** Everybody at whom a call rings, where these are several. */
function rungOf(body: Body): Pick<BoardCall, 'rung'> {
  const rung = names(body.rung);
  return rung.length ? { rung } : {};
}

/** What holds of a call through its stages. */
function standing(call: BoardCall | undefined): Pick<BoardCall, 'muted' | 'help'> {
  return { ...(call?.muted ? { muted: true } : {}), ...(call?.help ? { help: call.help } : {}) };
}

function dropped(call: BoardCall, what: 'muted' | 'help'): BoardCall {
  const after = { ...call };
  delete after[what];
  return after;
}

function withCall(board: Board, body: Body, change: (call: BoardCall) => BoardCall): Board {
  const id = text(body, 'interaction');
  const call = id === null ? undefined : board.calls[id];
  if (id === null || !call) return board;
  return { ...board, calls: { ...board.calls, [id]: change(call) } };
}

function muted(board: Board, body: Body): Board {
  return withCall(board, body, (call) => (body.muted ? { ...call, muted: true } : dropped(call, 'muted')));
}

function helpAsked(board: Board, body: Body): Board {
  const since = count(body, 'at') ?? 0;
  const reason = text(body, 'reason') ?? '';
  return withCall(board, body, (call) => ({
    ...call,
    help: { since, reason, seen_by: call.help?.seen_by ?? null },
  }));
}

function helpSeen(board: Board, body: Body): Board {
  return withCall(board, body, (call) =>
    call.help ? { ...call, help: { ...call.help, seen_by: text(body, 'by') } } : call,
  );
}

function helpEnded(board: Board, body: Body): Board {
  return withCall(board, body, (call) => dropped(call, 'help'));
}

function ended(board: Board, body: Body): Board {
  const id = text(body, 'interaction');
  const call = id === null ? undefined : board.calls[id];
  if (id === null || !call) return board;
  return waitNoLonger({ ...board, calls: without(board.calls, id) }, id, call.queue);
}

/** An interval closed: a row of the ledger from which the day's figures are counted. */
function segment(board: Board, body: Body): Board {
  const from = count(body, 'started_at');
  const to = count(body, 'ended_at');
  if (from === null || to === null || to < board.day) return board;
  const agent = text(body, 'agent');
  const role = text(body, 'role');
  const end = text(body, 'end');
  if (agent !== null) return withAgent(board, agent, (one) => agentAfter(one, role, end, to - from));
  if (role !== 'queue') return board;
  return withQueue(board, text(body, 'queue'), (one) => queueAfter(one, end, to - from));
}

function queueAfter(queue: BoardQueue, end: string | null, wait: Micros): BoardQueue {
  const inTime = wait <= queue.answer_seconds * SECOND ? 1 : 0;
  const after = { ...queue, offered: queue.offered + 1 };
  if (end === 'answered') {
    after.answered += 1;
    after.wait_µs += wait;
    after.answered_in_time += inTime;
  } else if (end === 'abandoned') {
    after.abandoned += 1;
    after.abandoned_in_time += inTime;
  }
  return after;
}

function agentAfter(agent: BoardAgent, role: string | null, end: string | null, length: Micros): BoardAgent {
  if (role === 'talk') return { ...agent, talk_µs: agent.talk_µs + length };
  if (role === 'ringing' && end === 'answered') return { ...agent, answered: agent.answered + 1 };
  return agent;
}

function estimated(board: Board, body: Body): Board {
  const watched = count(body, 'watched') ?? 0;
  const estimates = { watched, off_seconds: count(body, 'off_seconds'), kept: count(body, 'kept') };
  return withQueue(board, text(body, 'queue'), (queue) => ({ ...queue, estimates }));
}

function registered(board: Board, body: Body): Board {
  const extension = text(body, 'extension');
  const contacts = count(body, 'contacts');
  if (extension === null || contacts === null) return board;
  const phones = contacts ? { ...board.phones, [extension]: contacts } : without(board.phones, extension);
  return { ...board, phones };
}

/** Another business day begins: figures start again, calls and states go on. */
function newDay(board: Board, body: Body): Board {
  const day = count(body, 'day');
  if (day === null || day <= board.day) return board;
  const queues = Object.entries(board.queues).map(
    ([id, queue]) => [id, { ...queue, ...NO_QUEUE_FIGURES }] as const,
  );
  const agents = Object.entries(board.agents).map(
    ([id, agent]) => [id, { ...agent, ...NO_AGENT_FIGURES }] as const,
  );
  return { ...board, day, queues: Object.fromEntries(queues), agents: Object.fromEntries(agents) };
}

const RULES: Record<string, (board: Board, body: Body, at: Micros) => Board> = {
  'interaction.started': started,
  'interaction.stage': staged,
  'interaction.segment': segment,
  'interaction.muted': muted,
  'interaction.help_asked': helpAsked,
  'interaction.help_seen': helpSeen,
  'interaction.help_ended': helpEnded,
  'interaction.ended': ended,
  'agent.changed': changed,
  'agent.serves': serves,
  'queue.estimates': estimated,
  'phone.registered': registered,
  'board.day': newDay,
};

/** The board after one fact. Facts of other kinds, and of queues or agents not on the board, change nothing. */
export function applyFact(board: Board, fact: Fact): Board {
  return RULES[fact.kind]?.(board, fact.body, fact.at) ?? board;
}
