/** Figures read off a board: pure sums, so that they can be tested without a screen. */
import type { Board, BoardAgent, BoardCall, Micros } from '@/api/live';
import type { AgentState } from '@/api/types';

export interface QueueFigures {
  id: string;
  waiting: number;
  longestSince: Micros | null;
  talking: number;
  held: number;
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
    talking: calls.filter(isTalking).length,
    held: calls.filter((call) => call.stage === 'hold').length,
    ready: staff.filter((agent) => agent.state === 'ready').length,
    signedIn: staff.filter((agent) => agent.state !== 'signed_out').length,
    offered: queue.offered,
    answered: queue.answered,
    abandoned: queue.abandoned,
    inTime: queue.answered_in_time,
    serviceLevel: share(queue.answered_in_time, queue.offered),
    speedOfAnswer: queue.answered ? queue.wait_µs / queue.answered / 1_000_000 : null,
  };
}

export const isTalking = (call: BoardCall): boolean => call.stage === 'talk' || call.stage === 'hold';

/** The whole centre as one line. */
export function totalsOf(board: Board): QueueFigures {
  const queues = Object.keys(board.queues).flatMap((id) => queueFigures(board, id) ?? []);
  const calls = Object.values(board.calls);
  const agents = Object.values(board.agents);
  const sum = (pick: (queue: QueueFigures) => number): number =>
    queues.reduce((all, one) => all + pick(one), 0);
  const answered = sum((queue) => queue.answered);
  const waited = Object.values(board.queues).reduce((all, queue) => all + queue.wait_µs, 0);
  return {
    id: '',
    waiting: sum((queue) => queue.waiting),
    longestSince: oldest(queues.flatMap((queue) => queue.longestSince ?? [])),
    talking: calls.filter(isTalking).length,
    held: calls.filter((call) => call.stage === 'hold').length,
    ready: agents.filter((agent) => agent.state === 'ready').length,
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

export function countByState(board: Board, queue: string | null): Record<AgentState, number> {
  const counts = { signed_out: 0, ready: 0, paused: 0, ringing: 0, talking: 0, wrap_up: 0 };
  for (const agent of agentsOf(board, queue)) counts[agent.state] += 1;
  return counts;
}

export interface Seated extends BoardAgent {
  id: string;
}

export function agentsOf(board: Board, queue: string | null): Seated[] {
  return Object.entries(board.agents)
    .filter(([, agent]) => queue === null || agent.queues.includes(queue))
    .map(([id, agent]) => ({ id, ...agent }));
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
