/** Reading the body of a fact, and changing one part of a board. Nothing is changed in place. */
import type { Board, BoardAgent, BoardQueue, Fact } from '@/api/live';

type Body = Fact['body'];

export const text = (body: Body, name: string): string | null => {
  const value = body[name];
  return typeof value === 'string' ? value : null;
};
export const count = (body: Body, name: string): number | null => {
  const value = body[name];
  return typeof value === 'number' ? value : null;
};
export const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export function withQueue(board: Board, id: string | null, change: (queue: BoardQueue) => BoardQueue): Board {
  const queue = id === null ? undefined : board.queues[id];
  if (id === null || !queue) return board;
  return { ...board, queues: { ...board.queues, [id]: change(queue) } };
}

export function withAgent(board: Board, id: string | null, change: (agent: BoardAgent) => BoardAgent): Board {
  const agent = id === null ? undefined : board.agents[id];
  if (id === null || !agent) return board;
  return { ...board, agents: { ...board.agents, [id]: change(agent) } };
}

export function without<Value>(all: Record<string, Value>, id: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
}
