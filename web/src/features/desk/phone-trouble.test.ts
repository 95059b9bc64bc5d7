import { describe, expect, it } from 'vitest';
import type { Me } from '@/api/types';
import { NO_PHONE, type Phone } from '@/shared/phone/state';
import { heardAfter, NOTHING_YET, stepsOf } from './echo-steps';
import { findingOf } from './phone-trouble';

const PAGE = { canListen: true, muffled: false };
const READY: Me['phone'] = {
  kind: 'browser',
  registered: true,
  audio: 'ok',
  tab: 't',
  ready: true,
  why: null,
};
const me = (phone: Partial<Me['phone']> = {}): Me => ({ phone: { ...READY, ...phone } }) as Me;
const phone = (change: Partial<Phone> = {}): Phone => ({
  ...NO_PHONE,
  wanted: true,
  microphone: 'ok',
  line: { is: 'ready' },
  ...change,
});
const trouble = (here: Phone, server: Me = me(), page = PAGE) =>
  findingOf(server, 'browser', here, page)?.trouble ?? null;

describe('what keeps calls away from a browser phone', () => {
  it('is nothing when page and server agree', () => expect(trouble(phone())).toBeNull());

  it('is an address at which no microphone is allowed, before anything else', () =>
    expect(trouble(phone({ microphone: 'blocked' }), me(), { canListen: false, muffled: false })).toBe(
      'insecure',
    ));

  it('is named by its cause, with what mends it', () => {
    const named = (change: Partial<Phone>) => findingOf(me(), 'browser', phone(change), PAGE);
    expect(named({ line: { is: 'off' }, microphone: 'unknown' })).toMatchObject({
      trouble: 'off',
      mend: 'enable',
    });
    expect(named({ microphone: 'blocked' })).toMatchObject({ trouble: 'blocked', mend: 'allow' });
    expect(named({ microphone: 'no_microphone' })).toMatchObject({ trouble: 'noMicrophone', mend: 'look' });
    expect(named({ line: { is: 'elsewhere', where: 'tab' } })).toMatchObject({
      trouble: 'otherTab',
      mend: 'useHere',
    });
    expect(named({ deaf: true })).toMatchObject({ trouble: 'noWay', mend: 'echo' });
  });

  it('asks for nothing where waiting mends it', () => {
    for (const line of [
      { is: 'opening' },
      { is: 'lost', why: 'network' },
      { is: 'lost', why: 'no_edge' },
    ] as const) {
      expect(findingOf(me(), 'browser', phone({ line }), PAGE)).toMatchObject({ mend: null, passing: true });
    }
  });

  it('asks for no echo test in the middle of a call', () => {
    const call = { id: 'c', interaction: 'i', purpose: 'offer', stage: 'talking', worked: true } as const;
    const lost = phone({ calls: [{ ...call, path: 'failed' }] });
    expect(findingOf(me(), 'browser', lost, PAGE)).toMatchObject({ trouble: 'mending', passing: true });
  });

  it('is what the server says when the page sees nothing wrong', () => {
    expect(trouble(phone(), me({ ready: false, audio: 'unknown' }))).toBe('unknown');
    expect(trouble(phone(), me({ ready: false, audio: 'edge_down' }))).toBe('noEdge');
  });
});

it('asks of a desk phone only that it is registered', () => {
  const of = (change: Partial<Me['phone']>) =>
    findingOf(me({ kind: 'sip', ...change }), 'sip', NO_PHONE, { canListen: false, muffled: false });
  expect(of({})).toBeNull();
  expect(of({ registered: false, ready: false })).toMatchObject({ trouble: 'deskPhone' });
});

describe('the echo test', () => {
  const call = { id: 'e', interaction: '', purpose: 'echo', stage: 'talking', worked: false } as const;

  it('ticks its steps off as the call comes and finds its way, and keeps them when it is over', () => {
    const ringing = heardAfter(NOTHING_YET, { ...call, path: 'checking' });
    expect(stepsOf(ringing).map((step) => step.state)).toEqual(['passed', 'waiting', 'later', 'later']);
    const up = heardAfter(ringing, { ...call, path: 'up' });
    expect(heardAfter(up, { ...call, path: 'up' })).toBe(up);
    const over = heardAfter({ ...up, spoken: true, back: true }, null);
    expect(stepsOf(over).every((step) => step.state === 'passed')).toBe(true);
  });

  it('points at the first step that did not pass', () => {
    const over = { ...NOTHING_YET, called: true, over: true };
    expect(stepsOf(over).map((step) => step.state)).toEqual(['passed', 'missing', 'later', 'later']);
  });
});
