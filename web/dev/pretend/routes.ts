/** The pretend HTTP interface: enough answers to look at every page. The login chooses who and in which state. */
import type { AgentBrief, AgentState, Me, Session, TestCall } from '../../src/api/types.ts';
import { callOf, HOLD_REASONS, phoneAnswer } from './phone.ts';
import { detailOf, recordingOf, ROWS } from './contacts.ts';
import { openControl } from './control.ts';
import { cardOf } from './customers.ts';
import { AGENTS, CUSTOMERS, PAUSES, QUEUES, TYPES } from './data.ts';
import { openDesk } from './desk.ts';
import { wav } from './wav.ts';
import type { World } from './world.ts';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}
export interface Answer {
  status: number;
  body?: unknown;
  bytes?: Buffer;
}

const LEADING =
  'board.see figures.see interactions.all recordings.all customers.see customers.change numbers.see config.see test_calls.place agent.work calls.supervise';
const DESK = 'board.see agent.work interactions.own recordings.own customers.see';
const DESK_STATES: AgentState[] = ['ready', 'paused', 'ringing', 'talking', 'wrap_up', 'signed_out'];

const ok = (body: unknown): Answer => ({ status: 200, body });
const no = (status: number, key: string, title: string, params = {}): Answer => {
  return { status, body: { type: `urn:huawu:${key}`, key, status, title, detail: '', params } };
};

interface Signed {
  login: string;
  session: Session;
  me: Me;
}

function sign(login: string, full: boolean): Signed {
  const one = AGENTS[0];
  if (!one) throw new Error('no agents');
  const agent: AgentBrief = { id: one.id, name: one.name, number: one.number, extension: one.extension };
  const state = DESK_STATES.find((known) => known === login) ?? 'signed_out';
  const leads = login === 'leader' || login === 'admin';
  const at = new Date(Date.now() - 95_000).toISOString();
  const call = ROWS.find((row) => row.outcome === 'open');
  const working = full && (state === 'ringing' || state === 'talking' || state === 'wrap_up');
  return {
    login,
    session: {
      user: {
        id: 'u1',
        login,
        name: leads ? { zh: '沈若兰', en: 'Shen Ruolan' } : one.name,
        roles: [leads ? 'team_leader' : 'agent'],
        locale: 'zh-CN',
        theme: 'light',
      },
      agent: leads ? null : agent,
      permissions: (leads ? LEADING : DESK).split(' '),
      csrf: 'pretend',
      site: { name: { zh: '云栖', en: 'Yunqi' }, zone: 'Asia/Shanghai', day_starts_hour: 0, sip_port: 5060 },
    },
    me: {
      agent,
      state,
      reason: state === 'paused' ? 'meal' : '',
      since: at,
      over: false,
      until: state === 'wrap_up' ? new Date(Date.now() + 26_000).toISOString() : null,
      contact: working ? (call?.id ?? null) : null,
      phone_registered: state !== 'signed_out',
      phone: {
        kind: state === 'signed_out' ? null : 'sip',
        registered: state !== 'signed_out',
        audio: 'unknown',
        tab: null,
        ready: state !== 'signed_out',
        why: state === 'signed_out' ? 'phone.not_registered' : null,
      },
      call: null,
      interaction: working && call ? (detailOf(call.id) ?? null) : null,
      today: full
        ? { answered: 23, missed: 1, talk_seconds: 4913, hold_seconds: 231, wrap_up_seconds: 812 }
        : { answered: 0, missed: 0, talk_seconds: 0, hold_seconds: 0, wrap_up_seconds: 0 },
    },
  };
}

const PAGE = 50;
function paged<Item>(items: Item[], query: URLSearchParams): Answer {
  const from = Number(query.get('before') ?? 0);
  const next = from + PAGE < items.length ? String(from + PAGE) : null;
  return ok({ items: items.slice(from, from + PAGE), next });
}

function configOf(kind: string): unknown[] {
  const entry = (key: string, value: unknown, nth: number) => ({
    key,
    value,
    version: 1 + nth,
    published_at: new Date(Date.now() - 86_400_000 * (nth + 1)).toISOString(),
    published_by: 'admin',
    draft: nth === 1 ? value : null,
    draft_removes: false,
    changed: { mark: `${nth}a.1`, at: new Date().toISOString(), by: null },
  });
  if (kind === 'queue')
    return QUEUES.map(({ id, ...rest }, nth) => entry(id, { ...rest, strategy: 'longest_idle' }, nth));
  if (kind === 'number')
    return [entry('4001', { flow: 'hotel', name: { zh: '总机', en: 'Main number' } }, 0)];
  return kind === 'pause_reason' ? PAUSES.map(({ id, name }, nth) => entry(id, { name }, nth)) : [];
}

/** Everything behind /api. */
export function routesOf(world: World, full: boolean) {
  let signed: Signed | null = null;
  const tests = new Map<string, number>();
  const desk = openDesk(full);
  const control = openControl(world);

  const testCall = (id: string): TestCall => {
    const seconds = (Date.now() - (tests.get(id) ?? 0)) / 1000;
    const state = seconds < 0.7 ? 'waiting' : seconds < 1.6 ? 'ringing' : seconds < 20 ? 'talking' : 'ended';
    const heard = Math.min(Math.max(seconds - 2, 0), 18);
    const packets = Math.round(heard * 50);
    const started_at = new Date(tests.get(id) ?? 0).toISOString();
    return {
      id,
      number: '4001',
      press: '1',
      state,
      started_at,
      ended_at: null,
      heard_seconds: heard,
      sent_packets: packets,
      received_packets: packets,
      cause: null,
    };
  };

  const session = ({ method, body }: Asked): Answer => {
    if (method === 'POST' && body.password === 'wrong') {
      return no(401, 'session.wrong_credentials', '用户名或密码不正确');
    }
    if (method === 'POST' && body.login === 'often') {
      return no(429, 'session.too_many', '尝试次数过多', { retry_after_seconds: 42 });
    }
    if (method === 'POST') signed = sign(String(body.login), full);
    if (method === 'DELETE') signed = null;
    if (method === 'PATCH' && signed) Object.assign(signed.session.user, body);
    return signed ? ok(signed.session) : no(401, 'session.needed', '请先登录');
  };

  const me = ({ path, body }: Asked, who: Signed): Answer => {
    const become = (state: AgentState): void => {
      Object.assign(who.me, {
        state,
        since: new Date().toISOString(),
        until: null,
        contact: null,
        interaction: null,
      });
    };
    if (path.endsWith('/sign-in')) become('ready');
    if (path.endsWith('/sign-out')) become('signed_out');
    if (path.endsWith('/state')) {
      become(body.state as AgentState);
      who.me.reason = String(body.reason ?? '');
    }
    if (path.endsWith('/call') && who.me.interaction) {
      if (body.action === 'hang_up') become('wrap_up');
      else who.me.interaction.stage = body.action === 'hold' ? 'hold' : 'talk';
      return { status: 202, body: { action: body.action } };
    }
    return ok({ ...who.me, call: callOf(who.me) });
  };

  const interactions = ({ query }: Asked): Answer => {
    const wanted = ['queue', 'outcome'] as const;
    const rows = (full ? ROWS : []).filter(
      (row) =>
        wanted.every((name) => !query.get(name) || row[name] === query.get(name)) &&
        (!query.get('agent') || row.agent?.id === query.get('agent')) &&
        (!query.get('search') || `${row.caller}${row.customer?.name}`.includes(query.get('search') ?? '')),
    );
    return paged(rows, query);
  };

  const customers = ({ query }: Asked): Answer => {
    const what = query.get('search') ?? '';
    const items = (full ? CUSTOMERS : []).filter((one) => `${one.name}${one.numbers.join()}`.includes(what));
    return ok({ items });
  };

  const customer = (id: string): Answer => {
    const card = cardOf(id);
    return card ? ok(card) : no(404, 'customer.unknown', '没有这位客户');
  };

  const lists: Record<string, (asked: Asked) => Answer> = {
    '/live/ticket': () => ok({ ticket: 'pretend', expires_at: new Date().toISOString() }),
    '/queues': () => ok({ items: full ? QUEUES : [] }),
    '/wrap-up-types': () => ok({ items: TYPES }),
    '/pause-reasons': () => ok({ items: PAUSES }),
    '/hold-reasons': () => ok({ items: HOLD_REASONS }),
    '/board': () => ok(world.board),
    '/interactions': interactions,
    '/recordings': ({ query }) => paged(full ? ROWS.filter((row) => row.agent).map(recordingOf) : [], query),
    '/customers': customers,
    '/customers/fields': () => ok({ items: [] }),
  };

  return (asked: Asked): Answer => {
    const { path, method } = asked;
    if (path === '/session') return session(asked);
    if (!signed) return no(401, 'session.needed', '请先登录');
    if (path.startsWith('/agents/me')) return phoneAnswer(asked, signed.me) ?? me(asked, signed);
    const answered = control(asked, signed.me, signed.session.agent === null) ?? desk(asked, signed.me);
    if (answered) return answered;
    if (path.endsWith('/wrap-up')) {
      const since = new Date().toISOString();
      Object.assign(signed.me, { state: 'ready', since, contact: null, interaction: null });
      return ok({});
    }
    if (path === '/test-calls' && method === 'POST') {
      const id = `t${tests.size + 1}`;
      tests.set(id, Date.now());
      return { status: 201, body: testCall(id) };
    }
    const [, kind = '', id = ''] = path.split('/');
    if (path.endsWith('/audio'))
      return { status: 200, bytes: wav(ROWS.find((row) => `r-${row.id}` === id)?.talk_seconds ?? 5) };
    if (kind === 'test-calls') return ok(testCall(id));
    if (kind === 'config') return ok({ kind: id, number: 3, items: full ? configOf(id) : [] });
    if (kind === 'interactions' && id) {
      const whole = detailOf(id);
      return whole ? ok(whole) : no(404, 'interaction.unknown', '没有这次联络');
    }
    if (kind === 'customers' && id && id !== 'fields') return customer(id);
    return lists[path]?.(asked) ?? no(404, 'request.unknown_address', '没有这个地址');
  };
}
