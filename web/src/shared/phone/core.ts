/**
 * What the telephone of this page does next: told an event, answers the next state and what is to be done. Pure: no
 * clock, no dice, no browser.
 */
import { callAfter, dropCalls, stay } from './core-calls';
import { pauseAfter, type Line, type Phone, type Step, type Told } from './state';
import { TAKEN_OVER } from './types';

const ELSEWHERE_PAUSE = 15_000;

/** A line that failed: calls that were not yet answered are the server's again; the rest goes on. */
function failed(phone: Phone, why: 'network' | 'no_edge'): Step {
  const failures = phone.failures + 1;
  const [left, deeds] = dropCalls(phone, (call) => call.stage !== 'talking');
  return [
    { ...left, line: { is: 'lost', why }, failures },
    [...deeds, { do: 'wait', ms: pauseAfter(failures) }],
  ];
}

/** From the socket first: what is let go of after that is not declined, the server places it anew. */
function leave(phone: Phone, line: Line, wanted: boolean): Step {
  const [left, deeds] = dropCalls(phone, () => true);
  return [{ ...left, wanted, line, failures: 0 }, [{ do: 'close' }, ...deeds]];
}

function left(phone: Phone): Step {
  const [after, deeds] = leave(phone, { is: 'off' }, false);
  return [after, [...deeds, { do: 'leave_tab' }]];
}

const elsewhere = (phone: Phone): Step => {
  const [left, deeds] = leave(phone, { is: 'elsewhere', where: 'browser' }, true);
  return [left, [...deeds, { do: 'wait', ms: ELSEWHERE_PAUSE }]];
};

function closed(phone: Phone, code: number): Step {
  if (!phone.wanted || phone.line.is === 'elsewhere' || phone.line.is === 'refused') return stay(phone);
  if (code === TAKEN_OVER) return elsewhere(phone);
  return failed(phone, 'network');
}

function ticketRefused(phone: Phone, key: string, status: number): Step {
  if (!phone.wanted) return stay(phone);
  if (key === 'phone.in_use_elsewhere') return elsewhere(phone);
  if (key === 'phone.edge_down') return failed(phone, 'no_edge');
  if (status === 0 || status === 429 || status >= 500) return failed(phone, 'network');
  const [left, deeds] = leave(phone, { is: 'refused', key }, true);
  return [left, [...deeds, { do: 'leave_tab' }]];
}

function registered(phone: Phone): Step {
  const ready: Phone = { ...phone, line: { is: 'ready' }, failures: 0, deaf: false };
  const broken = phone.calls.some((call) => call.path === 'failed' && call.purpose !== 'echo');
  return [ready, broken ? [{ do: 'rejoin' }] : []];
}

function tab(phone: Phone, owns: boolean, takeOver: boolean): Step {
  if (!phone.wanted) return stay(phone);
  if (!owns) return leave(phone, { is: 'elsewhere', where: 'tab' }, true);
  return [{ ...phone, line: { is: 'opening' } }, [{ do: 'ask_ticket', takeOver }]];
}

function wanted(phone: Phone, takeOver: boolean): Step {
  const away = phone.line.is === 'off' || phone.line.is === 'elsewhere' || phone.line.is === 'refused';
  if (phone.wanted && !away) return stay(phone);
  return [{ ...phone, wanted: true, line: { is: 'opening' } }, [{ do: 'own_tab', takeOver }]];
}

/** Time to try again: after a pause, or because the network or the computer came back. */
function again(phone: Phone, event: 'waited' | 'woke'): Step {
  const awake = event === 'woke' ? { ...phone, asleep: false } : phone;
  const { line } = phone;
  if (!phone.wanted) return stay(awake);
  if (line.is === 'lost')
    return [{ ...awake, line: { is: 'opening' } }, [{ do: 'ask_ticket', takeOver: false }]];
  if (line.is === 'elsewhere' && line.where === 'browser')
    return [awake, [{ do: 'ask_ticket', takeOver: false }]];
  // A call that rings lives on its socket: it is answered or lost with it.
  const settled = phone.calls.every((call) => call.stage === 'talking');
  if (line.is === 'ready' && event === 'woke' && settled) {
    return [awake, [{ do: 'ask_ticket', takeOver: false }]];
  }
  return stay(awake);
}

/** What the server said of the line. */
function lineAfter(phone: Phone, told: Told): Step {
  switch (told.kind) {
    case 'ticket_refused':
      return ticketRefused(phone, told.key, told.status);
    case 'registered':
      return phone.wanted ? registered(phone) : stay(phone);
    case 'refused':
      return phone.wanted ? failed(phone, 'network') : stay(phone);
    case 'closed':
      return closed(phone, told.code);
    default:
      return callAfter(phone, told);
  }
}

/** The next state, and what is to be done. */
export function phoneAfter(phone: Phone, told: Told): Step {
  switch (told.kind) {
    case 'wanted':
      return wanted(phone, told.takeOver);
    case 'left':
      return left(phone);
    case 'tab':
      return tab(phone, told.owns, told.takeOver ?? false);
    case 'waited':
    case 'woke':
      return again(phone, told.kind);
    default:
      return lineAfter(phone, told);
  }
}
