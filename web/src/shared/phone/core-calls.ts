/** What happens to the calls on this page: rung, taken, silent, ended. Pure. */
import type { Call, Phone, Step, Told } from './state';
import type { Leg, Path } from './types';

export const stay = (phone: Phone): Step => [phone, []];

function changeCall(phone: Phone, id: string, change: Partial<Call>): Phone {
  const calls = phone.calls.map((call) => (call.id === id ? { ...call, ...change } : call));
  return { ...phone, calls };
}

export function dropCalls(phone: Phone, gone: (call: Call) => boolean): Step {
  const dropped = phone.calls.filter(gone);
  if (!dropped.length) return stay(phone);
  const calls = phone.calls.filter((call) => !gone(call));
  const muted = phone.muted && calls.length > 0;
  const deaf = phone.deaf || dropped.some((call) => call.path === 'failed' && !call.worked);
  return [{ ...phone, calls, muted, deaf }, dropped.map((call) => ({ do: 'forget', id: call.id }))];
}

/** A leg that takes up or tests needs no decision of anybody; a talk taken up replaces what is left of it here. */
function offered(phone: Phone, leg: Leg): Step {
  const self = leg.purpose !== 'offer';
  const call: Call = { ...leg, stage: self ? 'answering' : 'ringing', path: 'checking', worked: false };
  if (!self) return stay({ ...phone, calls: [...phone.calls, call] });
  const [left, deeds] = dropCalls(phone, (one) => one.purpose === leg.purpose || leg.purpose === 'resume');
  return [
    { ...left, muted: phone.muted, calls: [...left.calls, call] },
    [...deeds, { do: 'answer', id: leg.id }],
  ];
}

function answer(phone: Phone): Step {
  const ringing = phone.calls.find((call) => call.stage === 'ringing');
  if (!ringing) return stay(phone);
  return [changeCall(phone, ringing.id, { stage: 'answering' }), [{ do: 'answer', id: ringing.id }]];
}

/** The way of the sound is gone: ask for a new one, once the server can be asked. */
function pathChanged(phone: Phone, id: string, path: Path): Step {
  const call = phone.calls.find((one) => one.id === id);
  if (!call || call.path === path) return stay(phone);
  const worked = call.worked || path === 'up';
  const deaf = phone.deaf && path !== 'up';
  const next = { ...changeCall(phone, id, { path, worked }), deaf };
  const mend = path === 'failed' && call.purpose !== 'echo' && phone.line.is === 'ready';
  return [next, mend ? [{ do: 'rejoin' }] : []];
}

/** No packet came for a while although the call is not on hold. */
function silent(phone: Phone, id: string): Step {
  const known = phone.calls.some(
    (call) => call.id === id && call.purpose !== 'echo' && call.stage === 'talking',
  );
  if (!known || phone.line.is !== 'ready') return stay(phone);
  return [changeCall(phone, id, { path: 'failed' }), [{ do: 'rejoin' }]];
}

export function callAfter(phone: Phone, told: Told): Step {
  switch (told.kind) {
    case 'slept':
      return stay({ ...phone, asleep: true });
    case 'microphone':
      return stay({ ...phone, microphone: told.is });
    case 'offered':
      return offered(phone, told.leg);
    case 'answer':
      return answer(phone);
    case 'answered':
      return stay(changeCall(phone, told.id, { stage: 'talking' }));
    case 'ended':
      return dropCalls(phone, (call) => call.id === told.id);
    case 'path':
      return pathChanged(phone, told.id, told.path);
    case 'silent':
      return silent(phone, told.id);
    case 'muted':
      return stay({ ...phone, muted: told.muted });
    default:
      return stay(phone);
  }
}
