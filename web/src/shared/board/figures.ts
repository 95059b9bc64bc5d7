/** Figures read off a board: pure sums, so that they can be tested without a screen. */
import type { Board, BoardAgent, BoardCall, Micros } from '@/api/live';
import type { AgentState } from '@/api/types';

export interface QueueFigures {
  id: string;
  waiting: number;
  longestSince: Micros | null;
  /** The promised seconds; of the whole centre: those of the queue that has waited longest. */
  promise: number;
  talking: number;
  held: number;
  /** Of those signed in: to whom calls can be offered now. */
  ready: number;
  signedIn: number;
  offered: number;
  answered: number;
  abandoned: number;
  inTime: number;
  /** 0..1; null while nothing has been offered. */
  serviceLevel: number | null;
  /** Seconds; null while nothing has been answered. */
  speedOfAnswer: number | null;
}

const share = (part: number, whole: number): number | null => (whole ? part / whole : null);

const oldest = (times: Micros[]): Micros | null => (times.length ? Math.min(...times) : null);

export function queueFigures(board: Board, id: string): QueueFigures | null {
  const queue = board.queues[id];
  if (!queue) return null;
  const calls = Object.values(board.calls).filter((call) => call.queue === id);
  const staff = Object.values(board.agents).filter((agent) => agent.queues.includes(id));
  const waits = Object.values(queue.waiting);
  return {
    id,
    waiting: waits.length,
    longestSince: oldest(waits),
    promise: queue.answer_seconds,
    talking: calls.filter(isTalking).length,
    held: calls.filter((call) => call.stage === 'hold').length,
    ready: staff.filter((agent) => isFree(board, agent)).length,
    signedIn: staff.filter((agent) => agent.state !== 'signed_out').length,
    offered: queue.offered,
    answered: queue.answered,
    abandoned: queue.abandoned,
    inTime: queue.answered_in_time,
    serviceLevel: share(queue.answered_in_time, queue.offered),
    speedOfAnswer: queue.answered ? queue.wait_µs / queue.answered / 1_000_000 : null,
  };
}

/** Ready, and with a telephone at which calls can be offered: who waits while nobody is free is not passed over. */
export const isFree = (board: Board, agent: BoardAgent): boolean =>
  agent.state === 'ready' && phoneTrouble(board, agent) === null;

const TALKS: ReadonlySet<BoardCall['stage']> = new Set(['talk', 'hold', 'consult', 'conference']);

/** The customer has somebody: also while the agent asks somebody else, or there are more of them. */
export const isTalking = (call: BoardCall): boolean => TALKS.has(call.stage);

/** Of those who serve a queue: how many talk now, for whichever of their queues. */
export const talkingOf = (board: Board, queue: string): number =>
  agentsOf(board, queue).filter((agent) => agent.state === 'talking').length;

/** The whole centre as one line. */
export function totalsOf(board: Board): QueueFigures {
  const queues = Object.keys(board.queues).flatMap((id) => queueFigures(board, id) ?? []);
  const calls = Object.values(board.calls);
  const agents = Object.values(board.agents);
  const sum = (pick: (queue: QueueFigures) => number): number =>
    queues.reduce((all, one) => all + pick(one), 0);
  const [first] = queues
    .filter((queue) => queue.longestSince !== null)
    .sort((a, b) => (a.longestSince ?? 0) - (b.longestSince ?? 0));
  const answered = sum((queue) => queue.answered);
  const waited = Object.values(board.queues).reduce((all, queue) => all + queue.wait_µs, 0);
  return {
    id: '',
    waiting: sum((queue) => queue.waiting),
    longestSince: first?.longestSince ?? null,
    promise: first?.promise ?? 0,
    talking: calls.filter(isTalking).length,
    held: calls.filter((call) => call.stage === 'hold').length,
    ready: agents.filter((agent) => isFree(board, agent)).length,
    signedIn: agents.filter((agent) => agent.state !== 'signed_out').length,
    offered: sum((queue) => queue.offered),
    answered,
    abandoned: sum((queue) => queue.abandoned),
    inTime: sum((queue) => queue.inTime),
    serviceLevel: share(
      sum((queue) => queue.inTime),
      sum((queue) => queue.offered),
    ),
    speedOfAnswer: answered ? waited / answered / 1_000_000 : null,
  };
}

export function countStates(agents: readonly BoardAgent[]): Record<AgentState, number> {
  const counts = { signed_out: 0, ready: 0, paused: 0, ringing: 0, talking: 0, wrap_up: 0 };
  for (const agent of agents) counts[agent.state] += 1;
  return counts;
}

export const countByState = (board: Board, queue: string | null): Record<AgentState, number> =>
  countStates(agentsOf(board, queue));

export interface Seated extends BoardAgent {
  id: string;
}

const seats = new WeakMap<BoardAgent, Seated>();

/** The same object as long as nothing about the agent has changed, so that its tile is not drawn again. */
function seated(id: string, agent: BoardAgent): Seated {
  const known = seats.get(agent) ?? { id, ...agent };
  seats.set(agent, known);
  return known;
}

export function agentsOf(board: Board, queue: string | null): Seated[] {
  return Object.entries(board.agents)
    .filter(([, agent]) => queue === null || agent.queues.includes(queue))
    .map(([id, agent]) => seated(id, agent));
}

/** The call that the agent is on; null when there is none. */
export function callOfAgent(board: Board, agent: Seated): BoardCall | null {
  const call = agent.contact === null ? undefined : board.calls[agent.contact];
  return call && (call.agent === agent.id || call.rung?.includes(agent.id)) ? call : null;
}

/** Why calls cannot be offered to this agent: the server's key, "" for an unknown reason; null when they can. */
export function phoneTrouble(board: Board, agent: BoardAgent): string | null {
  if (agent.state === 'signed_out') return null;
  if (agent.phone) return agent.phone.ready ? null : (agent.phone.why ?? '');
  return board.phones[agent.extension] ? null : 'phone.not_registered';
}

/** When a limited pause was over; null for who is not paused or has no limit. */
export const pauseEnds = (agent: BoardAgent): Micros | null =>
  agent.state === 'paused' ? agent.until : null;

/**
 * Queues as a wall shows them: first those that break their promise, by how many times over; then by how many wait,
 * then by the share of today's calls in time, the worst first; what is still equal keeps the site's own order.
 */
export function queuesForWall(board: Board, now: Micros): QueueFigures[] {
  const late = (queue: QueueFigures): number => {
    if (queue.longestSince === null) return 0;
    const times = (now - queue.longestSince) / 1_000_000 / Math.max(queue.promise, 1);
    return times > 1 ? times : 0;
  };
  return Object.keys(board.queues)
    .flatMap((id) => queueFigures(board, id) ?? [])
    .sort(
      (a, b) => late(b) - late(a) || b.waiting - a.waiting || (a.serviceLevel ?? 1) - (b.serviceLevel ?? 1),
    );
}

const ORDER: Record<AgentState, number> = {
  ringing: 0,
  talking: 1,
  wrap_up: 2,
  ready: 3,
  paused: 4,
  signed_out: 5,
};

/** By state as it matters to a leader, longest in the state first, ties by number. */
export function inOrder(agents: Seated[]): Seated[] {
  return [...agents].sort(
    (a, b) => ORDER[a.state] - ORDER[b.state] || a.since - b.since || a.number.localeCompare(b.number),
  );
}
