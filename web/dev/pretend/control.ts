/** Call control of the pretend centre: whoever is called answers after a moment, and the fourth agent is busy. */
import type { CallShown, PartyShown, To } from '../../src/api/control.ts';
import type { Me } from '../../src/api/types.ts';
import { AGENTS } from './data.ts';
import type { Answer, Asked } from './routes.ts';
import type { World } from './world.ts';

const ANSWERS_MS = 1_500;
const PAUSE_MS = 180_000;
const PLAIN = ['hold', 'transfer', 'consult', 'add', 'serial', 'lock', 'mute', 'urgent'];
const RECORDED = { state: 'on', since: null, until: null, on_demand: false, consent: null } as const;
const LEADS = ['listen', 'whisper', 'barge', 'take_over'];
/** Who is busy: the customer comes back with the reason. */
const URGENT: To = { kind: 'agent', id: AGENTS[3]?.id ?? '' };
const nowIso = (): string => new Date().toISOString();

const party = (id: string, role: PartyShown['role'], more: Partial<PartyShown>): PartyShown => ({
  party: id,
  role,
  kind: 'agent',
  agent: null,
  number: '',
  number_masked: false,
  state: 'up',
  circle: 'main',
  muted: false,
  since: nowIso(),
  ...more,
});

function partyTo(to: To, more: Partial<PartyShown>): PartyShown {
  const one = AGENTS.find(({ id }) => id === to.id);
  if (to.kind !== 'agent' || !one)
    return party(`p-${to.id}`, 'joined', { number: to.id, kind: 'outside', ...more });
  const agent = { id: one.id, name: one.name, number: one.number, extension: one.extension };
  return party(`p-${to.id}`, 'joined', { agent, number: one.extension, ...more });
}

export function openControl(world: World) {
  let call: CallShown | null = null;

  const fresh = (me: Me, id: string, leads: boolean): CallShown => ({
    interaction: id,
    stage: 'talk',
    since: nowIso(),
    queue: me.interaction?.queue ?? null,
    agent: me.agent.id,
    locked: false,
    limit: 16,
    parties: [
      party('p-customer', 'customer', { kind: 'outside', number: me.interaction?.caller ?? '' }),
      party('p-me', 'agent', { agent: me.agent, number: me.agent.extension }),
    ],
    outcome: null,
    recording: RECORDED,
    urgent: leads ? null : URGENT,
    parked: null,
    may: leads ? LEADS : [...PLAIN, 'pause_recording'],
  });

  const tell = (me: Me): void => {
    if (!call) return;
    const parties = call.parties.map((one) => ({
      ...one,
      agent: one.agent?.id ?? null,
      extension: one.kind === 'outside' ? '' : one.number,
      since: Date.parse(one.since ?? '') * 1000,
    }));
    const outcome = call.outcome && { ...call.outcome, at: Date.parse(call.outcome.at) * 1000 };
    const body = { ...call, agent: me.agent.id, in_charge: call.agent, parties, outcome };
    const since = Date.parse(call.since) * 1000;
    world.tell([{ kind: 'call.parties', at: Date.now() * 1000, body: { ...body, since } }]);
  };

  const settle = (change: Partial<CallShown>): void => {
    if (call) call = { ...call, ...change };
  };

  const busy = (to: To): boolean => to.id === AGENTS[3]?.id;

  function dial(me: Me, verb: string, to: To): void {
    if (!call) return;
    const role = { transfer: 'target', consult: 'consulted' }[verb] as PartyShown['role'] | undefined;
    const aside = verb === 'consult' ? 'aside' : 'main';
    const before = call.parties.filter((one) => one.party !== 'p-me');
    const mine = call.parties.filter((one) => one.party === 'p-me');
    const out = { transfer: 'out', consult: 'aside' }[verb] as PartyShown['circle'] | undefined;
    const moved = mine.map((one) => ({ ...one, circle: out ?? one.circle, since: nowIso() }));
    const called = partyTo(to, { role: role ?? 'joined', state: 'ringing', circle: aside });
    const outcome = { verb, to, by: me.agent.id, end: 'ringing', at: nowIso() };
    const stage = role ? (verb as CallShown['stage']) : 'talk';
    settle({ stage, parties: [...before, ...moved, called], outcome, may: ['cancel'] });
    setTimeout(() => {
      const whole = busy(to) || verb === 'transfer';
      const end = whole ? 'busy' : 'answered';
      const up = { ...called, state: 'up' as const, since: nowIso() };
      const parties = whole ? [...before, ...mine] : [...before, ...moved, up];
      const done =
        verb === 'consult' ? ['alternate', 'complete', 'merge', 'cancel'] : [...PLAIN, 'drop', 'hand_over'];
      const now = role ? 'consult' : 'conference';
      settle({ stage: whole ? 'talk' : now, parties, outcome: { ...outcome, end, at: nowIso() } });
      settle({ may: whole ? PLAIN : done });
      tell(me);
    }, ANSWERS_MS);
  }

  function act(action: unknown): void {
    if (!call) return;
    const parties = call.parties.map((one) => {
      if (action === 'merge')
        return {
          ...one,
          circle: 'main' as const,
          role: one.role === 'consulted' ? ('joined' as const) : one.role,
        };
      if (action === 'alternate' && one.party === 'p-me')
        return { ...one, circle: one.circle === 'main' ? ('aside' as const) : ('main' as const) };
      return one;
    });
    if (action === 'cancel') {
      const left = parties.filter((one) => one.role === 'customer' || one.role === 'agent');
      settle({ stage: 'talk', may: PLAIN, parties: left.map((one) => ({ ...one, circle: 'main' })) });
    } else if (action === 'merge')
      settle({ stage: 'conference', parties, may: [...PLAIN, 'drop', 'hand_over'] });
    else if (action === 'lock')
      settle({ locked: true, may: [...call.may.filter((one) => one !== 'lock'), 'unlock'] });
    else settle({ parties });
  }

  function record(action: unknown): void {
    const paused = action === 'pause';
    const until = paused ? new Date(Date.now() + PAUSE_MS).toISOString() : null;
    const may = (call?.may ?? []).filter((one) => !one.endsWith('_recording'));
    settle({
      recording: { ...RECORDED, state: paused ? 'paused' : 'on', since: paused ? nowIso() : null, until },
    });
    settle({ may: [...may, paused ? 'resume_recording' : 'pause_recording'] });
  }

  function change({ path, body }: Asked, me: Me): void {
    const [, , , what, which] = path.split('/');
    if (what === 'transfer' || what === 'consult') dial(me, what, body.to as To);
    else if (what === 'parties' && !which) dial(me, 'join', body.to as To);
    else if (what === 'actions' && body.action === 'urgent') dial(me, 'transfer', URGENT);
    else if (what === 'actions') act(body.action);
    else if (what === 'recording') record(body.action);
    else if (which && body.action === 'drop')
      settle({ parties: call?.parties.filter((one) => one.party !== which) ?? [] });
    else if (which) {
      const muted = body.action === 'mute';
      settle({ parties: call?.parties.map((one) => (one.party === which ? { ...one, muted } : one)) ?? [] });
    } else if (what === 'supervision') {
      const role =
        { listen: 'listener', whisper: 'whisperer', barge: 'joined' }[String(body.mode)] ?? 'agent';
      settle({
        parties: [...(call?.parties ?? []), partyTo({ kind: 'agent', id: 'a9' }, { role: role as 'agent' })],
      });
    }
  }

  return (asked: Asked, me: Me, leads: boolean): Answer | null => {
    const [, kind, id] = asked.path.split('/');
    if (kind === 'agents' && asked.path.endsWith('/state') && id !== 'me') return { status: 204 };
    if (kind !== 'calls' || !id) return null;
    if (call?.interaction !== id) call = fresh(me, id, leads);
    if (asked.method !== 'GET') change(asked, me);
    return { status: 200, body: call };
  };
}
