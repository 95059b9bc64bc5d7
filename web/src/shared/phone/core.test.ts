import { expect, it } from 'vitest';
import { phoneAfter } from './core';
import { audioOf, callOf, NO_PHONE, pauseAfter, type Deed, type Phone, type Told } from './state';
import type { Purpose } from './types';

/** Tell one event after the other; what is to be done after the last one. */
function tell(phone: Phone, ...all: Told[]): { phone: Phone; deeds: Deed[] } {
  let deeds: Deed[] = [];
  for (const told of all) [phone, deeds] = phoneAfter(phone, told);
  return { phone, deeds };
}

const offered = (id: string, purpose: Purpose = 'offer', interaction = 'i1'): Told => ({
  kind: 'offered',
  leg: { id, interaction, purpose },
});
const refused = (status: number, key: string): Told => ({ kind: 'ticket_refused', status, key });
const WANTED: Told = { kind: 'wanted', takeOver: false };
const OWNED: Told = { kind: 'tab', owns: true };

const opening = tell(NO_PHONE, WANTED, OWNED).phone;
const ready = tell(opening, { kind: 'registered' }).phone;
const talking = tell(
  ready,
  offered('c1'),
  { kind: 'answer' },
  { kind: 'answered', id: 'c1' },
  { kind: 'path', id: 'c1', path: 'up' },
).phone;

it('asks for the tab first, then for a ticket, and is ready once registered', () => {
  const first = tell(NO_PHONE, WANTED);
  expect(first.deeds).toEqual([{ do: 'own_tab', takeOver: false }]);
  expect(tell(first.phone, OWNED).deeds).toEqual([{ do: 'ask_ticket', takeOver: false }]);
  expect(ready.line).toEqual({ is: 'ready' });
  expect(tell(ready, WANTED).deeds).toEqual([]);
});

it('rings until it is answered, and the call lives until it ends', () => {
  const ringing = tell(ready, offered('c1')).phone;
  expect(callOf(ringing)).toMatchObject({ stage: 'ringing', interaction: 'i1' });
  const answered = tell(ringing, { kind: 'answer' });
  expect(answered.deeds).toEqual([{ do: 'answer', id: 'c1' }]);
  expect(callOf(talking)?.stage).toBe('talking');
  const over = tell(talking, { kind: 'muted', muted: true }, { kind: 'ended', id: 'c1' });
  expect(over.phone.calls).toEqual([]);
  expect(over.phone.muted).toBe(false);
});

it('answers by itself what takes up a talk or tests the echo', () => {
  for (const purpose of ['resume', 'echo'] as const) {
    const step = tell(ready, offered('r1', purpose));
    expect(step.deeds).toEqual([{ do: 'answer', id: 'r1' }]);
    expect(callOf(step.phone)?.stage).toBe('answering');
  }
});

it('lets the old leg go without a word when the talk is taken up by a new one, and stays muted', () => {
  const step = tell(talking, { kind: 'muted', muted: true }, offered('c2', 'resume'));
  expect(step.deeds).toEqual([
    { do: 'forget', id: 'c1' },
    { do: 'answer', id: 'c2' },
  ]);
  expect(step.phone.calls.map((call) => call.id)).toEqual(['c2']);
  expect(step.phone.muted).toBe(true);
});

it('keeps the talk when the socket is lost, but gives a ringing call back', () => {
  const lost = tell(talking, offered('c2'), { kind: 'closed', code: 1006 });
  expect(lost.phone.line).toEqual({ is: 'lost', why: 'network' });
  expect(lost.phone.calls.map((call) => call.id)).toEqual(['c1']);
  expect(lost.deeds).toEqual([
    { do: 'forget', id: 'c2' },
    { do: 'wait', ms: pauseAfter(1) },
  ]);
  const back = tell(lost.phone, { kind: 'waited' });
  expect(back.deeds).toEqual([{ do: 'ask_ticket', takeOver: false }]);
  expect(callOf(back.phone)?.stage).toBe('talking');
});

it('waits longer from failure to failure, never longer than eight seconds, and starts anew once it is back', () => {
  expect([1, 2, 3, 9].map(pauseAfter)).toEqual([250, 500, 1000, 8000]);
  const twice = tell(
    ready,
    { kind: 'closed', code: 1006 },
    { kind: 'waited' },
    refused(0, 'page.unreachable'),
  );
  expect(twice.deeds).toEqual([{ do: 'wait', ms: 500 }]);
  expect(tell(twice.phone, { kind: 'waited' }, { kind: 'registered' }).phone.failures).toBe(0);
});

it('says that the media edge is away, and tries again', () => {
  const step = tell(opening, refused(503, 'phone.edge_down'));
  expect(step.phone.line).toEqual({ is: 'lost', why: 'no_edge' });
  expect(step.deeds).toEqual([{ do: 'wait', ms: 250 }]);
});

it('stops for a refusal that waiting does not mend, until it is wanted again', () => {
  const step = tell(opening, refused(403, 'permission.needed'));
  expect(step.phone.line).toEqual({ is: 'refused', key: 'permission.needed' });
  expect(step.deeds).toContainEqual({ do: 'leave_tab' });
  expect(tell(step.phone, WANTED).deeds).toEqual([{ do: 'own_tab', takeOver: false }]);
});

it('is elsewhere when another browser has it, looks again now and then, and takes over only when told', () => {
  const step = tell(opening, refused(409, 'phone.in_use_elsewhere'));
  expect(step.phone.line).toEqual({ is: 'elsewhere', where: 'browser' });
  expect(tell(step.phone, { kind: 'waited' }).deeds).toEqual([{ do: 'ask_ticket', takeOver: false }]);
  const taken = tell(
    step.phone,
    { kind: 'wanted', takeOver: true },
    { kind: 'tab', owns: true, takeOver: true },
  );
  expect(taken.deeds).toEqual([{ do: 'ask_ticket', takeOver: true }]);
});

it('gives everything up quietly when it is taken over in a talk', () => {
  const step = tell(talking, { kind: 'closed', code: 4001 });
  expect(step.phone.line).toEqual({ is: 'elsewhere', where: 'browser' });
  expect(step.phone.calls).toEqual([]);
  expect(step.deeds.slice(0, 2)).toEqual([{ do: 'close' }, { do: 'forget', id: 'c1' }]);
});

it('gives way to another tab and comes back when that one is gone', () => {
  const away = tell(talking, { kind: 'tab', owns: false });
  expect(away.phone.line).toEqual({ is: 'elsewhere', where: 'tab' });
  expect(away.deeds).toEqual([{ do: 'close' }, { do: 'forget', id: 'c1' }]);
  expect(tell(away.phone, { kind: 'closed', code: 1000 }).phone.line.is).toBe('elsewhere');
  expect(tell(away.phone, OWNED).deeds).toEqual([{ do: 'ask_ticket', takeOver: false }]);
});

it('asks for a new way when the way of the sound fails, at once or as soon as the server is back', () => {
  const fails: Told = { kind: 'path', id: 'c1', path: 'failed' };
  expect(tell(talking, fails).deeds).toEqual([{ do: 'rejoin' }]);
  const offline = tell(talking, { kind: 'closed', code: 1006 }, fails);
  expect(offline.deeds).toEqual([]);
  expect(tell(offline.phone, { kind: 'waited' }, { kind: 'registered' }).deeds).toEqual([{ do: 'rejoin' }]);
});

it('asks for a new way when a talk falls silent, but not for an echo', () => {
  expect(tell(talking, { kind: 'silent', id: 'c1' }).deeds).toEqual([{ do: 'rejoin' }]);
  const echo = tell(
    ready,
    offered('e1', 'echo'),
    { kind: 'answered', id: 'e1' },
    { kind: 'silent', id: 'e1' },
  );
  expect(echo.deeds).toEqual([]);
});

it('tells the server what is wrong with the audio', () => {
  expect(audioOf(ready)).toBe('ok');
  expect(audioOf(tell(ready, { kind: 'microphone', is: 'blocked' }).phone)).toBe('blocked');
  expect(audioOf(tell(ready, { kind: 'microphone', is: 'no_microphone' }).phone)).toBe('no_microphone');
  expect(audioOf(tell(ready, { kind: 'slept' }).phone)).toBe('asleep');
  expect(audioOf(tell(ready, { kind: 'slept' }, { kind: 'woke' }).phone)).toBe('ok');
  expect(audioOf(tell(talking, { kind: 'path', id: 'c1', path: 'failed' }).phone)).toBe('failed');
});

it('remembers that sound never found its way, until it does', () => {
  const failed = tell(
    ready,
    offered('e1', 'echo'),
    { kind: 'path', id: 'e1', path: 'failed' },
    { kind: 'ended', id: 'e1' },
  ).phone;
  expect(audioOf(failed)).toBe('failed');
  const mended = tell(failed, offered('e2', 'echo'), { kind: 'path', id: 'e2', path: 'up' }).phone;
  expect(audioOf(mended)).toBe('ok');
  const once = tell(talking, { kind: 'path', id: 'c1', path: 'failed' }, { kind: 'ended', id: 'c1' }).phone;
  expect(audioOf(once)).toBe('ok');
});

it('connects anew after sleep, even when it looks connected', () => {
  expect(tell(talking, { kind: 'slept' }, { kind: 'woke' }).deeds).toEqual([
    { do: 'ask_ticket', takeOver: false },
  ]);
  expect(tell(ready, offered('c1'), { kind: 'woke' }).deeds).toEqual([]);
  expect(tell(NO_PHONE, { kind: 'woke' }).deeds).toEqual([]);
});

it('leaves when it is no longer wanted, and hears nothing more', () => {
  const step = tell(ready, { kind: 'left' });
  expect(step.phone.line).toEqual({ is: 'off' });
  expect(step.deeds).toEqual([{ do: 'close' }, { do: 'leave_tab' }]);
  for (const told of [
    { kind: 'registered' },
    { kind: 'waited' },
    refused(503, 'phone.edge_down'),
  ] as Told[]) {
    expect(tell(step.phone, told).phone.line).toEqual({ is: 'off' });
  }
});
