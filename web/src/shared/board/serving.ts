/** Agents on the board: their states, which queues they serve, and queues that are left alone when a lending ends. */
import type { Board, BoardAgent, BoardQueue, Fact, Micros } from '@/api/live';
import type { AgentState } from '@/api/types';
import { count, names, text, withAgent, withQueue } from './parts';

type Body = Fact['body'];

/** Whether anybody who is signed in serves the queue. */
const somebody = (board: Board, queue: string): boolean =>
  Object.values(board.agents).some((agent) => agent.state !== 'signed_out' && agent.queues.includes(queue));

function noMoreAlone(board: Board, agent: string | null): Board {
  const queues = (agent === null ? undefined : board.agents[agent])?.queues ?? [];
  return queues
    .filter((queue) => board.queues[queue]?.lending_over && somebody(board, queue))
    .reduce((after, queue) => withQueue(after, queue, notAlone), board);
}

function notAlone(queue: BoardQueue): BoardQueue {
  const after = { ...queue };
  delete after.lending_over;
  return after;
}

export function changed(board: Board, body: Body): Board {
  const after = withAgent(board, text(body, 'agent'), (agent) => ({
    ...agent,
    state: (text(body, 'state') ?? agent.state) as AgentState,
    reason: text(body, 'reason') ?? '',
    since: count(body, 'since') ?? agent.since,
    until: count(body, 'until'),
    contact: text(body, 'contact'),
    ...(body.phone ? { phone: body.phone as BoardAgent['phone'] } : {}),
  }));
  return noMoreAlone(after, text(body, 'agent'));
}

/** Which queues an agent serves now; where that is otherwise than configured, also until when. */
export function serves(board: Board, body: Body, at: Micros): Board {
  const id = text(body, 'agent');
  const before = id === null ? undefined : board.agents[id];
  const lent = (before?.queues ?? []).filter((queue) => typeof before?.moved?.[queue] === 'number');
  const after = served(board, body);
  const left = lent.filter((queue) => !names(body.queues).includes(queue) && !somebody(after, queue));
  return noMoreAlone(
    left.reduce(
      (one, queue) => withQueue(one, queue, (of) => ({ ...of, lending_over: { since: at } })),
      after,
    ),
    id,
  );
}

function served(board: Board, body: Body): Board {
  const moved = (body.moved ?? {}) as NonNullable<BoardAgent['moved']>;
  return withAgent(board, text(body, 'agent'), (agent) => {
    const after = { ...agent, queues: names(body.queues), moved };
    if (!Object.keys(moved).length) delete (after as BoardAgent).moved;
    return after;
  });
}
