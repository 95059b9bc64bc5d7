import { expect, it } from 'vitest';
import type { CallShown, PartyShown } from '@/api/control';
import { speakIn } from '@/shared/i18n/texts';
import { callAfter } from '../call';
import { circlesOf, isMore } from './circles';
import { isNews, outcomeSaid } from './outcome';
import { controlWords } from './words';

const party = (id: string, role: PartyShown['role'], more: Partial<PartyShown> = {}): PartyShown => ({
  party: id,
  role,
  kind: role === 'customer' ? 'outside' : 'agent',
  agent: null,
  number: '',
  number_masked: false,
  state: 'up',
  circle: 'main',
  muted: false,
  since: null,
  ...more,
});
const customer = party('c', 'customer', { number: '138****8000', number_masked: true });
const call = (...parties: PartyShown[]): CallShown => ({
  interaction: 'i1',
  stage: 'talk',
  since: '2026-11-22T00:00:00.000Z',
  queue: null,
  agent: 'me',
  locked: false,
  limit: 16,
  parties,
  outcome: null,
  recording: { state: 'on', since: null, until: null, on_demand: false, consent: null },
  urgent: null,
  parked: null,
  may: ['hold', 'transfer'],
});
const looks = (one: CallShown): string[] =>
  circlesOf(one).map(({ look, parties }) => `${look}: ${parties.map(({ party: id }) => id).join(' ')}`);

it('shows who hears whom at every step of a consultation', () => {
  const consulted = party('x', 'consulted', { circle: 'aside' });
  const called = { ...consulted, state: 'ringing' as const };
  expect(looks(call(party('me', 'agent', { circle: 'aside' }), customer, called))).toEqual([
    'alone: c',
    'out: me',
    'calling: x',
  ]);
  expect(looks(call(party('me', 'agent', { circle: 'aside' }), customer, consulted))).toEqual([
    'alone: c',
    'aside: me x',
  ]);
  expect(looks(call(party('me', 'agent'), customer, consulted))).toEqual(['together: c me', 'out: x']);
});

it('shows a transferring agent waiting, and those who only listen apart', () => {
  const ringing = party('x', 'target', { state: 'ringing' });
  expect(looks(call(customer, party('me', 'agent', { circle: 'out' }), ringing))).toEqual([
    'alone: c',
    'out: me',
    'calling: x',
  ]);
  expect(looks(call(customer, party('me', 'agent'), party('l', 'listener')))).toEqual([
    'together: c me',
    'guided: l',
  ]);
});

it('is more than a talk when there is a third one, or it is locked', () => {
  const plain = call(customer, party('me', 'agent'));
  expect([isMore(plain), isMore({ ...plain, locked: true })]).toEqual([false, true]);
  expect(isMore(call(customer, party('me', 'agent'), party('x', 'joined')))).toBe(true);
});

const ended = (verb: string, end: string) => ({
  verb,
  to: { kind: 'agent' as const, id: 'li' },
  by: 'me',
  end,
  at: '2026-11-22T00:00:00.000Z',
});

it('says plainly what became of it, in both languages', () => {
  const zh = speakIn(controlWords, 'zh-CN');
  const en = speakIn(controlWords, 'en-US');
  const mine = party('me', 'agent');
  const of = (verb: string, end: string, me = mine) => ({ outcome: ended(verb, end), who: '李娜', mine: me });
  expect(outcomeSaid(zh, of('transfer', 'busy'))).toBe('李娜 忙，客户已回到您这里');
  expect(outcomeSaid(en, { ...of('transfer', 'busy'), who: 'Li Na' })).toBe(
    'Li Na is busy, the customer is back with you',
  );
  expect(outcomeSaid(zh, of('join', 'declined'))).toBe('李娜 拒接，没有加入');
  expect(outcomeSaid(zh, of('consult', 'no_answer', { ...mine, circle: 'aside' }))).toBe(
    '李娜 无人接听，客户还在等候',
  );
  expect(outcomeSaid(zh, of('consult', 'cancelled'))).toBe('已取消呼叫李娜');
  expect(outcomeSaid(zh, of('consult', 'answered'))).toBe('李娜 已接听');
});

it('is news while it rings, and for a while after', () => {
  const at = Date.parse('2026-11-22T00:00:00.000Z');
  expect(isNews(ended('transfer', 'ringing'), at + 60_000)).toBe(true);
  expect([
    isNews(ended('transfer', 'busy'), at + 5_000),
    isNews(ended('transfer', 'busy'), at + 60_000),
  ]).toEqual([true, false]);
});

it('follows what the live link tells, and keeps what it does not tell: masked numbers and names', () => {
  const before = call(customer, party('me', 'agent'));
  const told = { role: 'consulted', kind: 'agent', state: 'ringing', circle: 'aside', muted: false };
  const body = {
    agent: 'me',
    interaction: 'i1',
    stage: 'consult',
    since: 1_795_305_600_000_000,
    in_charge: 'me',
    locked: false,
    outcome: {
      verb: 'consult',
      to: { kind: 'number', id: '' },
      by: 'me',
      end: 'ringing',
      at: 1_795_305_600_000_000,
    },
    parties: [
      {
        ...told,
        party: 'c',
        role: 'customer',
        kind: 'outside',
        agent: null,
        extension: '',
        state: 'up',
        since: 0,
      },
      { ...told, party: 'x', agent: 'li', extension: '8002', since: 1_795_305_600_000_000 },
    ],
  };
  const li = { name: { zh: '李娜', en: 'Li Na' }, number: '1002', extension: '8002' };
  const after = callAfter(before, body, { li: li as never });
  expect(after.stage).toBe('consult');
  expect(after.parties[0]).toMatchObject({ number: '138****8000', number_masked: true });
  expect(after.parties[1]).toMatchObject({
    agent: { id: 'li', name: li.name },
    number: '8002',
    state: 'ringing',
  });
  expect(after.may).toEqual(before.may);
});
