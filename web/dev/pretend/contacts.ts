/** Pretend contacts, with timelines, recordings and the reasons of routing. */
import type {
  AgentBrief,
  InteractionDetail,
  InteractionRow,
  Recording,
  Segment,
} from '../../src/api/types.ts';
import { AGENTS, CUSTOMERS, LEAVES, QUEUES } from './data.ts';
import { roll } from './world.ts';

const iso = (at: number): string => new Date(at).toISOString();
const brief = (nth: number): AgentBrief => {
  const agent = AGENTS[nth % AGENTS.length] ?? AGENTS[0];
  if (!agent) throw new Error('no agents');
  return { id: agent.id, name: agent.name, number: agent.number, extension: agent.extension };
};

interface Made {
  row: InteractionRow;
  segments: Segment[];
}

function make(nth: number): Made {
  const start = Date.now() - nth * 173_000 - roll(60_000);
  const outcome = nth < 2 ? 'open' : nth % 11 === 5 ? 'abandoned' : nth % 17 === 7 ? 'left' : 'answered';
  const customer = nth % 4 === 3 ? null : (CUSTOMERS[nth % CUSTOMERS.length] ?? null);
  const queue = QUEUES[nth % 4]?.id ?? 'support';
  const agent = outcome === 'answered' || outcome === 'open' ? brief(nth * 5) : null;
  const wait = 4 + roll(40);
  const talk = agent ? 40 + roll(400) : null;
  const segments: Segment[] = [];
  let at = start;
  const add = (role: Segment['role'], seconds: number, end: string, who: AgentBrief | null): void => {
    segments.push({
      id: `s${nth}-${segments.length}`,
      role,
      agent: who,
      queue: role === 'menu' ? null : queue,
      started_at: iso(at),
      ended_at: iso(at + seconds * 1000),
      seconds,
      end,
      reason: '',
    });
  };
  add('menu', 9, outcome === 'left' ? 'abandoned' : 'next', null);
  at += 9_000;
  if (outcome !== 'left') add('queue', wait, outcome === 'abandoned' ? 'abandoned' : 'answered', null);
  if (agent && talk !== null) {
    at += (wait - 4) * 1000;
    add('ringing', 4, 'answered', agent);
    at += 4_000;
    const half = Math.floor(talk / 2);
    add('talk', half, 'next', null);
    add('talk', half, 'next', agent);
    at += half * 1000;
    add('hold', 18, 'resumed', null);
    add('hold', 18, 'resumed', agent);
    at += 18_000;
    add('talk', talk - half, 'hung_up', null);
    add('talk', talk - half, 'hung_up', agent);
    at += (talk - half) * 1000;
    add('wrap_up', 22, 'done', agent);
  }
  const row: InteractionRow = {
    id: `i${nth}`,
    channel: 'call',
    direction: 'in',
    started_at: iso(start),
    answered_at: agent ? iso(start + (9 + wait) * 1000) : null,
    ended_at: outcome === 'open' ? null : iso(at),
    number: '4001',
    caller: customer?.numbers[0] ?? `139${String(20304050 + nth * 31)}`,
    caller_masked: false,
    caller_name: '',
    trunk: 'pstn',
    customer: customer && { id: customer.id, name: customer.name, level: customer.level },
    customers: [],
    queue: outcome === 'left' ? null : queue,
    agent,
    outcome,
    stage: outcome === 'open' ? 'talk' : null,
    wait_seconds: outcome === 'left' ? null : wait,
    talk_seconds: talk,
    ended_by: outcome === 'open' ? null : nth % 3 ? 'customer' : 'agent',
    cause: null,
    wrap_up: outcome === 'answered' ? (LEAVES[nth % LEAVES.length] ?? null) : null,
    recordings_count: agent ? 1 : 0,
  };
  return { row, segments };
}

const MADE = Array.from({ length: 640 }, (_, nth) => make(nth));
export const ROWS: InteractionRow[] = MADE.map((one) => one.row);

export function recordingOf(row: InteractionRow): Recording {
  return {
    id: `r-${row.id}`,
    interaction: row.id,
    caller: row.caller,
    caller_name: row.caller_name,
    customer: row.customer,
    agent: row.agent,
    queue: row.queue,
    started_at: row.answered_at ?? row.started_at,
    seconds: row.outcome === 'open' ? null : row.talk_seconds,
    size: (row.talk_seconds ?? 0) * 16_000,
    audio: `/api/recordings/r-${row.id}/audio`,
    hold: null,
    deleted_at: null,
  };
}

export function detailOf(id: string): InteractionDetail | undefined {
  const made = MADE.find((one) => one.row.id === id);
  if (!made) return undefined;
  const { row, segments } = made;
  const other = brief(3);
  const arrived = {
    at: row.started_at,
    plan: 3,
    told: { kind: 'Arrived', contact: { id, queue: row.queue, priority: 5 } },
    answers: [] as Record<string, unknown>[],
  };
  const reason = {
    strategy: 'longest_idle',
    by: 'contact',
    idle_seconds: 95.2,
    waited_seconds: 6,
    position: 1,
    candidates: 4,
    why_not: [{ agent: other.id, why: 'did_not_take_it' }],
  };
  const offered = {
    at: row.answered_at ?? row.started_at,
    plan: 3,
    told: { kind: 'AgentReady', agent: row.agent?.id },
    answers: [{ kind: 'Offer', contact: id, agent: row.agent?.id, reason }],
  };
  const connected = {
    at: row.answered_at ?? row.started_at,
    plan: 3,
    told: { kind: 'Accepted' },
    answers: [{ kind: 'Connect', contact: id, agent: row.agent?.id }],
  };
  const wrap = {
    id: `w-${id}`,
    agent: row.agent ?? other,
    type: row.wrap_up ?? '',
    result: 'solved',
    note: '客人要求延迟退房到下午两点，已与客房部确认，免收半天房费。',
    at: row.ended_at ?? row.started_at,
  };
  return {
    ...row,
    segments,
    wrap_ups: row.wrap_up ? [wrap] : [],
    consent: null,
    recordings: row.agent ? [recordingOf(row)] : [],
    decisions: row.queue ? [arrived, ...(row.agent ? [offered, connected] : [])] : [],
  };
}
