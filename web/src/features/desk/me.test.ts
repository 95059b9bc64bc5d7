import { expect, it } from 'vitest';
import type { Me } from '@/api/types';
import { lookOf } from './look';
import { meAfter } from './me';

const me = {
  agent: { id: 'a1', name: { zh: '林', en: '' }, number: '1001', extension: '8001' },
  state: 'ready',
  reason: '',
  since: '2026-11-22T00:00:00.000Z',
  until: null,
  over: false,
  contact: null,
  phone_registered: true,
  phone: { kind: 'sip', registered: true, audio: 'unknown', tab: null, ready: true, why: null },
  call: null,
  interaction: null,
  today: { answered: 0, missed: 0, talk_seconds: 0, hold_seconds: 0, wrap_up_seconds: 0 },
} satisfies Me;

const changed = (agent: string, state: string, contact: string | null) => ({
  kind: 'agent.changed',
  at: 1,
  body: { agent, state, reason: '', since: 1_795_305_600_000_000, until: null, contact },
});

it('follows my own state, with the time of the server', () => {
  const after = meAfter(me, changed('a1', 'ringing', 'i1'));
  expect(after).toMatchObject({ state: 'ringing', contact: 'i1', since: '2026-11-22T00:00:00.000Z' });
});

it('does not change for what happens to others', () => {
  expect(meAfter(me, changed('a2', 'ringing', 'i1'))).toBe(me);
  expect(meAfter(me, { kind: 'phone.registered', at: 1, body: { extension: '8002', contacts: 0 } })).toBe(me);
});

it('knows when my phone goes away', () =>
  expect(
    meAfter(me, { kind: 'phone.registered', at: 1, body: { extension: '8001', contacts: 0 } }),
  ).toMatchObject({
    phone_registered: false,
  }));

it('knows when no call can be offered, and why', () => {
  const told = changed('a1', 'ready', null);
  const after = meAfter(me, {
    ...told,
    body: { ...told.body, phone: { ready: false, why: 'phone.asleep' } },
  });
  expect(after.phone).toMatchObject({ ready: false, why: 'phone.asleep', registered: true });
});

it('shows the call bar as soon as this page rings, and never after the server said that it is over', () => {
  const here = { id: 'c', interaction: 'i', purpose: 'offer', path: 'up', worked: true } as const;
  expect(lookOf(me, { ...here, stage: 'ringing' })).toBe('ringing');
  expect(lookOf({ ...me, state: 'ringing' }, { ...here, stage: 'answering' })).toBe('answering');
  expect(lookOf({ ...me, state: 'ringing' }, { ...here, stage: 'talking' })).toBe('talking');
  expect(lookOf({ ...me, state: 'wrap_up' }, { ...here, stage: 'talking' })).toBe('wrap_up');
  expect(lookOf(me, { ...here, stage: 'talking' })).toBeNull();
});

it('says that it connects until it is known whether somebody has answered', () => {
  const dialled = meAfter(me, changed('a1', 'talking', 'i1'));
  expect(lookOf(dialled)).toBe('answering');
  const call = {
    ...{ interaction: 'i1', since: 1, held_since: null, hold_reason: null, muted: false },
    ...{ customer_first: false, help: null, wrap_up_asked: null },
  };
  expect(lookOf({ ...dialled, call: { ...call, stage: 'dialling' } })).toBe('dialling');
  expect(lookOf({ ...dialled, call: { ...call, stage: 'talk' } })).toBe('talking');
});

it('shows the call bar only with a call in hand', () => {
  expect(lookOf(undefined)).toBeNull();
  expect(lookOf(me)).toBeNull();
  expect(lookOf({ ...me, state: 'talking' })).toBe('talking');
  expect(lookOf({ ...me, state: 'wrap_up' })).toBe('wrap_up');
});
