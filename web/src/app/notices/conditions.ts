/** What is not as it should be now, for one person: computed from the board, the health of the parts and calls due. */
import type { CasesLate } from '@/api/cases';
import type { Callback } from '@/api/desk';
import type { Board, Micros } from '@/api/live';
import type { SlipsWaiting } from '@/api/slips';
import type { Health } from '@/api/types';
import { MICROS } from '@/shared/format/duration';
import { microsOf } from '@/shared/format/time';
import { clockOf } from '@/shared/format/duration';

export type Tone = 'bad' | 'wait' | 'info';

export type Condition =
  | { kind: 'part'; key: string; tone: Tone; part: 'server' | 'live' | 'media' | 'edge' | 'database' }
  | { kind: 'space'; key: string; tone: 'wait' | 'bad'; percent: number }
  | { kind: 'myPhone'; key: string; tone: Tone; why: string }
  | { kind: 'myPause'; key: string; tone: Tone; over: string }
  | { kind: 'pause'; key: string; tone: Tone; agent: string; over: string }
  | { kind: 'phone'; key: string; tone: Tone; agent: string; why: string }
  | { kind: 'help'; key: string; tone: Tone; agent: string; reason: string }
  | { kind: 'wait'; key: string; tone: Tone; queue: string; longest: string; promise: number }
  | { kind: 'callback'; key: string; tone: Tone; callback: Callback }
  | { kind: 'slips'; key: string; tone: Tone; what: SlipsNews; n: number }
  | { kind: 'cases'; key: string; tone: Tone; what: 'mine' | 'led' | 'receipts'; n: number; team: string }
  | { kind: 'promises'; key: string; tone: Tone; n: number };

/** What there is of messages: for me, urgent ones among them, calls that I owe, those not read back, what operators
 *  have to pass on; and booked tickets whose time has come. */
export type SlipsNews = 'urgent' | 'mine' | 'calls' | 'toReadBack' | 'toDeliver' | 'tickets';

interface Known {
  board: Board | null;
  health: Health | undefined;
  callbacks: Callback[];
  slips: SlipsWaiting | undefined;
  /** Booked tickets that are to be rung by now. */
  tickets: number;
  cases: CasesLate | undefined;
  /** Calls back promised by somebody who has left. */
  promises: number;
  /** The agent that this person is. */
  me: string | null;
  /** Sees the other agents and the queues. */
  leads: boolean;
  /** Is there for agents who ask for help. */
  helps: boolean;
  now: Micros;
}

const SOON = 5 * 60 * MICROS;

/** Long before recordings find no room any more. */
function space({ recordings }: Health): Condition[] {
  if (!recordings || recordings.room === 'ok') return [];
  const tone = recordings.room === 'full' ? 'bad' : 'wait';
  return [{ kind: 'space', key: 'space', tone, percent: Math.floor(recordings.free_percent) }];
}

function parts(health: Health | undefined): Condition[] {
  if (!health) return [];
  const part = (name: Extract<Condition, { kind: 'part' }>['part']): Condition => ({
    kind: 'part',
    key: `part.${name}`,
    tone: 'bad',
    part: name,
  });
  if (health.status === 'away') return [part('server')];
  const found: Condition[] = [];
  if (health.live === false) found.push(part('live'));
  if (health.media?.some((one) => !one)) found.push(part('media'));
  if (health.edge === false) found.push(part('edge'));
  if (health.database === false) found.push(part('database'));
  return [...found, ...space(health)];
}

function agents({ board, me, leads, now }: Known & { board: Board }): Condition[] {
  return Object.entries(board.agents).flatMap(([id, agent]): Condition[] => {
    const mine = id === me;
    if ((!mine && !leads) || agent.state === 'signed_out') return [];
    const found: Condition[] = [];
    if (agent.phone && !agent.phone.ready) {
      const why = agent.phone.why ?? '';
      found.push(
        mine
          ? { kind: 'myPhone', key: 'my.phone', tone: 'bad', why }
          : { kind: 'phone', key: `phone.${id}`, tone: 'wait', agent: id, why },
      );
    }
    if (agent.state === 'paused' && agent.until !== null && agent.until < now) {
      const over = clockOf((now - agent.until) / MICROS);
      found.push(
        mine
          ? { kind: 'myPause', key: 'my.pause', tone: 'wait', over }
          : { kind: 'pause', key: `pause.${id}`, tone: 'wait', agent: id, over },
      );
    }
    return found;
  });
}

function waits({ board, now }: { board: Board; now: Micros }): Condition[] {
  return Object.entries(board.queues).flatMap(([id, queue]): Condition[] => {
    const since = Object.values(queue.waiting);
    if (!since.length) return [];
    const longest = (now - Math.min(...since)) / MICROS;
    if (longest <= queue.answer_seconds) return [];
    return [
      {
        kind: 'wait',
        key: `wait.${id}`,
        tone: 'bad',
        queue: id,
        longest: clockOf(longest),
        promise: queue.answer_seconds,
      },
    ];
  });
}

/** Calls for help that nobody has seen to; one's own is no news. */
function helps({ board, me }: Known & { board: Board }): Condition[] {
  return Object.entries(board.calls).flatMap(([id, { agent, help }]): Condition[] =>
    help && !help.seen_by && agent !== null && agent !== me
      ? [{ kind: 'help', key: `help.${id}`, tone: 'bad', agent, reason: help.reason }]
      : [],
  );
}

function slipsOf({ slips, tickets }: Known): Condition[] {
  const news: [SlipsNews, Tone, number][] = [['tickets', 'wait', tickets]];
  if (slips) {
    news.push(
      ['urgent', 'wait', slips.urgent],
      ['mine', 'info', slips.mine - slips.urgent],
      ['calls', 'info', slips.calls],
      ['toReadBack', 'info', slips.to_read_back],
      ['toDeliver', 'info', slips.to_deliver],
    );
  }
  return news
    .filter(([, , n]) => n > 0)
    .map(([what, tone, n]) => ({ kind: 'slips', key: `slips.${what}`, tone, what, n }));
}

/** Cases that are overdue: my own, and those that I lead; and those that my team is to confirm. */
function casesOf({ cases }: Known): Condition[] {
  if (!cases) return [];
  return (['mine', 'led', 'receipts'] as const)
    .filter((what) => cases[what] > 0)
    .map((what) => ({
      kind: 'cases',
      key: `cases.${what}`,
      tone: 'wait',
      what,
      n: cases[what],
      team: cases.team,
    }));
}

/** Calls back that nobody will make, unless they are given to somebody. */
function promisesOf({ promises }: Known): Condition[] {
  return promises ? [{ kind: 'promises', key: 'promises', tone: 'wait', n: promises }] : [];
}

const WEIGHT: Record<Tone, number> = { bad: 0, wait: 1, info: 2 };

/** What concerns this person, the worst first. */
export function conditionsOf(known: Known): Condition[] {
  const { board, callbacks, health, leads, now } = known;
  const due = callbacks
    .filter((one) => microsOf(one.due_at) < now + SOON)
    .map((callback): Condition => ({
      kind: 'callback',
      key: `callback.${callback.id}`,
      tone: 'info',
      callback,
    }));
  const found = [
    ...(board && known.helps ? helps({ ...known, board }) : []),
    ...parts(health),
    ...(board ? agents({ ...known, board }) : []),
    ...(board && leads ? waits({ board, now }) : []),
    ...due,
    ...slipsOf(known),
    ...casesOf(known),
    ...promisesOf(known),
  ];
  return found.sort((a, b) => WEIGHT[a.tone] - WEIGHT[b.tone]);
}
