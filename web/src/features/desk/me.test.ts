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

it('shows the call bar only with a call in hand', () => {
  expect(lookOf(undefined)).toBeNull();
  expect(lookOf(me)).toBeNull();
  expect(lookOf({ ...me, state: 'talking' })).toBe('talking');
  expect(lookOf({ ...me, state: 'wrap_up' })).toBe('wrap_up');
});
