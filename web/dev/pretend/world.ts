/** A pretend centre that lives: calls come, wait, ring, are talked and wrapped up, told as facts to live screens. */
import type { Board, Fact, Micros } from '../../src/api/live.ts';
import type { AgentState, Stage } from '../../src/api/types.ts';
import { applyFact } from '../../src/shared/board/board.ts';
import { AGENTS, QUEUES } from './data.ts';

const SECOND = 1_000_000;
export const now = (): Micros => Date.now() * 1000;

let dice = 7;
export const roll = (sides: number): number => {
  dice = (dice * 1103515245 + 12345) % 2147483648;
  return Math.floor((dice / 2147483648) * sides);
};

function startOfDay(): Micros {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.getTime() * 1000;
}

export interface World {
  board: Board;
  listeners: Set<(facts: Fact[]) => void>;
  tell: (facts: Fact[]) => void;
}

function emptyBoard(): Board {
  return { day: startOfDay(), queues: {}, agents: {}, calls: {}, phones: {} };
}

function fullBoard(): Board {
  const board = emptyBoard();
  QUEUES.forEach((queue, nth) => {
    const offered = [214, 96, 141, 12][nth] ?? 0;
    const answered = [201, 93, 118, 12][nth] ?? 0;
    board.queues[queue.id] = {
      name: queue.name,
      answer_seconds: queue.answer_seconds,
      waiting: {},
      offered,
      answered,
      abandoned: offered - answered,
      answered_in_time: [188, 90, 86, 11][nth] ?? 0,
      abandoned_in_time: 2,
      wait_µs: answered * (8 + nth * 6) * SECOND,
    };
  });
  const states: AgentState[] = ['ready', 'ready', 'paused', 'signed_out', 'ready', 'wrap_up'];
  AGENTS.forEach((agent, nth) => {
    const state = states[nth % states.length] ?? 'ready';
    board.agents[agent.id] = {
      name: agent.name,
      number: agent.number,
      extension: agent.extension,
      queues: agent.queues,
      state,
      reason: state === 'paused' ? (['break', 'meal', 'training'][nth % 3] ?? '') : '',
      since: now() - (20 + ((nth * 137) % 1900)) * SECOND,
      until: state === 'wrap_up' ? now() + 20 * SECOND : null,
      contact: null,
      answered: state === 'signed_out' ? 0 : 9 + ((nth * 5) % 14),
      talk_µs: 2_000 * SECOND,
      phone: null,
    };
    if (nth % 7 !== 4) board.phones[agent.extension] = 1;
  });
  return board;
}

const stage = (interaction: string, word: Stage, queue: string | null, agent: string | null): Fact => ({
  kind: 'interaction.stage',
  at: now(),
  body: { interaction, stage: word, queue, agent, at: now() },
});

const agentFact = (agent: string, state: AgentState, contact: string | null): Fact => ({
  kind: 'agent.changed',
  at: now(),
  body: {
    agent,
    state,
    reason: '',
    since: now(),
    until: state === 'wrap_up' ? now() + 30 * SECOND : null,
    contact,
  },
});

let calls = 0;

function arrive(): Fact[] {
  const id = `call${(calls += 1)}`;
  const body = { interaction: id, channel: 'call', direction: 'in', started_at: now() };
  return [{ kind: 'interaction.started', at: now(), body }];
}

/** Move one call one step on. */
function step(board: Board, id: string): Fact[] {
  const call = board.calls[id];
  if (!call) return [];
  const queue = call.queue ?? QUEUES[roll(4)]?.id ?? 'front-desk';
  const seconds = (now() - call.since) / SECOND;
  if (call.stage === 'menu' && seconds > 4) return [stage(id, 'queue', queue, null)];
  if (call.stage === 'queue' && seconds > 3) {
    const free = Object.entries(board.agents).find(
      ([, one]) => one.state === 'ready' && one.queues.includes(queue),
    );
    return free ? [stage(id, 'ringing', queue, free[0]), agentFact(free[0], 'ringing', id)] : [];
  }
  const agent = call.agent;
  if (!agent) return [];
  if (call.stage === 'ringing' && seconds > 3) {
    const since = board.queues[queue]?.waiting[id] ?? call.since;
    const closed = { interaction: id, queue, started_at: since, ended_at: now(), end: 'answered' };
    return [
      { kind: 'interaction.segment', at: now(), body: { ...closed, role: 'queue', agent: null } },
      { kind: 'interaction.segment', at: now(), body: { ...closed, role: 'ringing', agent } },
      stage(id, 'talk', queue, agent),
      agentFact(agent, 'talking', id),
    ];
  }
  if (call.stage === 'talk' && seconds > 60 && roll(40) === 0) {
    return [
      { kind: 'interaction.ended', at: now(), body: { interaction: id } },
      agentFact(agent, 'wrap_up', null),
    ];
  }
  return [];
}

function free(board: Board): Fact[] {
  return Object.entries(board.agents)
    .filter(([, agent]) => agent.state === 'wrap_up' && agent.until !== null && agent.until < now())
    .map(([id]) => agentFact(id, 'ready', null));
}

export function openWorld(full: boolean): World {
  const world: World = {
    board: full ? fullBoard() : emptyBoard(),
    listeners: new Set(),
    tell(facts) {
      if (!facts.length) return;
      world.board = facts.reduce(applyFact, world.board);
      world.listeners.forEach((hear) => hear(facts));
    },
  };
  if (!full) return world;
  const beat = (): void => {
    for (const id of Object.keys(world.board.calls)) world.tell(step(world.board, id));
    world.tell(free(world.board));
    if (Object.keys(world.board.calls).length < 16 && roll(3) === 0) world.tell(arrive());
  };
  for (let nth = 0; nth < 12; nth += 1) world.tell(arrive());
  setInterval(beat, 400).unref();
  return world;
}
