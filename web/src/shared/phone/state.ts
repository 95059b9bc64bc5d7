/** What the telephone of this page is, what it is told and what it wants done. */
import type { Audio, Path, PhoneEvent, Purpose } from './types';

export type Line =
  /** Nobody wants a telephone on this page. */
  | { is: 'off' }
  /** Another tab of this browser, or another browser, has it. */
  | { is: 'elsewhere'; where: 'tab' | 'browser' }
  | { is: 'opening' }
  | { is: 'ready' }
  /** Gone, coming back by itself. */
  | { is: 'lost'; why: 'network' | 'no_edge' }
  /** The server will not: the key of its refusal. */
  | { is: 'refused'; key: string };

export interface Call {
  id: string;
  interaction: string;
  purpose: Purpose;
  stage: 'ringing' | 'answering' | 'talking';
  path: Path;
  /** Whether sound ever found its way. */
  worked: boolean;
}

export interface Phone {
  wanted: boolean;
  line: Line;
  /** How often in a row the way to the server failed. */
  failures: number;
  microphone: 'unknown' | 'ok' | 'no_microphone' | 'blocked' | 'failed';
  asleep: boolean;
  /** The last leg never found a way for its sound: calls would be silent until one does. */
  deaf: boolean;
  muted: boolean;
  calls: readonly Call[];
}

export type Told =
  | PhoneEvent
  | { kind: 'wanted'; takeOver: boolean }
  | { kind: 'left' }
  | { kind: 'tab'; owns: boolean; takeOver?: boolean }
  | { kind: 'ticket_refused'; key: string; status: number }
  | { kind: 'waited' }
  | { kind: 'woke' }
  | { kind: 'slept' }
  | { kind: 'microphone'; is: Phone['microphone'] }
  | { kind: 'answer' }
  | { kind: 'muted'; muted: boolean }
  | { kind: 'silent'; id: string };

export type Deed =
  | { do: 'own_tab'; takeOver: boolean }
  | { do: 'leave_tab' }
  | { do: 'ask_ticket'; takeOver: boolean }
  | { do: 'close' }
  | { do: 'wait'; ms: number }
  | { do: 'answer'; id: string }
  | { do: 'forget'; id: string }
  | { do: 'rejoin' };

export type Step = [Phone, Deed[]];

export const NO_PHONE: Phone = {
  wanted: false,
  line: { is: 'off' },
  failures: 0,
  microphone: 'unknown',
  asleep: false,
  deaf: false,
  muted: false,
  calls: [],
};

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 8_000;

/** How long to wait after so many failures in a row. */
export const pauseAfter = (failures: number): number =>
  Math.min(FIRST_PAUSE * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);

/** What the server is told about the audio path. */
export function audioOf(phone: Phone): Audio {
  if (phone.asleep) return 'asleep';
  if (phone.microphone === 'unknown' || phone.microphone === 'ok') {
    return phone.deaf || phone.calls.some((call) => call.path === 'failed') ? 'failed' : 'ok';
  }
  return phone.microphone;
}

/** The call with a customer, or the echo test when there is none. */
export const callOf = (phone: Phone): Call | null =>
  phone.calls.find((call) => call.purpose !== 'echo') ?? phone.calls[0] ?? null;
