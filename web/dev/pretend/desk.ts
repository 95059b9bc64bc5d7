/** The pretend agent's desk: who calls, drafts, calls back, my day. In a ringing call the number is a shared one. */
import type { Callback, Day, DraftLine, Pop, ServerDraft, WrittenDraft } from '../../src/api/desk.ts';
import type { Me } from '../../src/api/types.ts';
import { ROWS } from './contacts.ts';
import { AGENTS, CUSTOMERS } from './data.ts';
import type { Answer, Asked } from './routes.ts';

const ok = (body: unknown): Answer => ({ status: 200, body });
const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const text = (zh: string, en: string) => ({ zh, en });

const EMPTY = { type: '', result: '', note: '', callback: null, revision: 0, at: null };
const DAY_FIGURES = ['answered', 'answered_by_second_ring', 'customer_first'];

const day = (full: boolean): Day => {
  const n = (value: number): number => (full ? value : 0);
  const rate = (value: number): number | null => (full ? value : null);
  return {
    as_of: at(0),
    day_start: at(-5 * 3600),
    definitions: Object.fromEntries(
      DAY_FIGURES.map((name) => [name, text('如何计算', 'How it is computed')]),
    ),
    offered: n(25),
    answered: n(23),
    missed: n(1),
    declined: 0,
    left_while_ringing: n(1),
    talk_seconds: n(4913),
    hold_seconds: n(231),
    wrap_up_seconds: n(812),
    ready_seconds: n(6120),
    paused_seconds: n(2940),
    paused: full
      ? [
          { reason: 'break', seconds: 1960, times: 3, allowance_seconds: 1800, over: true },
          { reason: 'meal', seconds: 980, times: 1, allowance_seconds: null, over: false },
        ]
      : [],
    average_handle_seconds: rate(259),
    ring_seconds_p50: rate(5.2),
    answered_by_second_ring: rate(0.87),
    answered_by_third_ring: rate(0.96),
    occupancy: rate(0.49),
    customer_first: rate(0.74),
    ended_by: full ? { customer: 17, agent: 6 } : {},
  };
};

const callback = (nth: number, due: number, note: string): Callback => {
  const who = CUSTOMERS[nth];
  return {
    id: `k${nth}`,
    interaction: ROWS[nth + 3]?.id ?? 'i4',
    agent: null,
    agent_left: false,
    queue: 'front-desk',
    customer: who ? { id: who.id, name: who.name, level: who.level } : null,
    number: who?.numbers[0] ?? '',
    number_masked: false,
    due_at: at(due),
    overdue: due < 0,
    note,
    state: 'open',
    created_at: at(-86_400),
    closed_at: null,
    closing_note: '',
    tries: nth,
    last_try: nth ? 'no_answer' : '',
  };
};

/** The pretend call comes from a colleague. */
function handedOver({ state }: Me): Pop['handed_over'] {
  const one = AGENTS[2];
  if (!one || state !== 'talking') return null;
  const draft = { type: '', result: '', note: '发票抬头已问过：远东商务。' };
  return { by: one, verb: 'transfer', reason: '客户要改开专票', draft, at: at(-60) };
}

/** Answers what is under /desk and /callbacks; null for anything else. */
export function openDesk(full: boolean): (asked: Asked, me: Me) => Answer | null {
  const drafts = new Map<string, ServerDraft>();
  const chosen = new Map<string, string>();
  let owed = full ? [callback(1, -420, '报价单已备好，回电确认。'), callback(5, 5400, '确认会议室时间')] : [];

  const pop = (id: string, me: Me): Pop => {
    const row = ROWS.find((one) => one.id === id);
    const sharing =
      me.state === 'ringing' ? CUSTOMERS.slice(0, 3) : CUSTOMERS.filter((c) => c.id === row?.customer?.id);
    const word = CUSTOMERS.find((one) => one.id === chosen.get(id));
    const customer = word ?? (sharing.length === 1 ? sharing[0] : undefined);
    const past = ROWS.filter((one) => one.outcome !== 'open').slice(2, 6);
    return {
      interaction: id,
      number: row?.caller ?? '',
      number_masked: false,
      caller_name: '',
      called_number: '4001',
      queue: row?.queue ?? 'front-desk',
      waited_seconds: 9,
      keys_pressed: '2',
      match: customer ? 'one' : sharing.length ? 'many' : 'none',
      chosen: word !== undefined,
      customer: customer
        ? { ...customer, completeness: 57, missing: [], identity: 'number', hidden: false }
        : null,
      candidates: sharing.length > 1 ? sharing : [],
      last_contacts: past.map((one) => ({ ...one, type: one.wrap_up, result: 'solved', note: '' })),
      open_items: customer
        ? [{ kind: 'callback', id: 'k1', due_at: at(-420), overdue: true, note: '报价单', agent: me.agent }]
        : [],
      answer: { goal_at: at(1), limit_at: at(6), apologise: false },
      caller_number: 'settled',
      handed_over: handedOver(me),
      called_back: null,
    };
  };

  const draft = ({ method, body }: Asked, id: string): Answer => {
    if (method === 'DELETE') drafts.delete(id);
    if (method === 'PUT') {
      const written = body as unknown as WrittenDraft;
      drafts.set(id, { ...written, interaction: id, revision: written.revision + 1, at: at(0) });
    }
    return ok(drafts.get(id) ?? { ...EMPTY, interaction: id });
  };
  const lines = (): DraftLine[] =>
    [...drafts.values()].map((one) => {
      const row = ROWS.find((other) => other.id === one.interaction);
      const { customer = null, caller: number = '', started_at = null } = row ?? {};
      return { ...one, customer, number, started_at, ended: false };
    });

  return (asked, me) => {
    const [, room, kind = '', id = '', more] = asked.path.split('/');
    if (room === 'callbacks') {
      if (asked.method === 'POST') owed = owed.filter((one) => one.id !== kind);
      return ok({ items: owed });
    }
    if (room !== 'desk') return null;
    if (kind === 'day') return ok(day(full));
    if (kind === 'drafts') return id ? draft(asked, id) : ok({ items: lines() });
    if (more === 'customer') {
      const { customer } = asked.body;
      if (typeof customer === 'string') chosen.set(id, customer);
      else chosen.delete(id);
    }
    return ok(pop(id, me));
  };
}
