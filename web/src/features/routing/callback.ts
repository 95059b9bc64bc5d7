/** Calling back instead of waiting, as a queue says it (core/plan.CallbackRule). Pure. */
import type { Body } from '@/shared/config/entries';
import type { Speak } from '@/shared/i18n/texts';
import type { callbackWords } from './callback-words';

export const MODES = ['agent_first', 'customer_first'] as const;

export interface Callback {
  mode?: (typeof MODES)[number];
  after_seconds?: number | null;
  estimate_seconds?: number | null;
  position?: number | null;
  attempts?: number;
  pause_seconds?: number;
  ring_seconds?: number;
  hours?: string | null;
  expires_seconds?: number;
}

/** What holds when nothing is said; null: it is not offered for that reason, and hours are those of the queue. */
export const USUAL: Required<Callback> = {
  mode: 'agent_first',
  after_seconds: 60,
  estimate_seconds: null,
  position: null,
  attempts: 3,
  pause_seconds: 600,
  ring_seconds: 40,
  hours: null,
  expires_seconds: 259_200,
};

/** Every field of it, as refusals name them. */
export const CALLBACK_FIELDS = Object.keys(USUAL).map((field) => `callback.${field}`);

export const callbackOf = (body: Body): Callback | null =>
  typeof body.callback === 'object' && body.callback !== null ? body.callback : null;

/** With one thing changed. What is emptied is left out, unless leaving it out would mean something else. */
export function withRule(rule: Callback, field: keyof Callback, value: unknown): Callback {
  const rest = Object.fromEntries(Object.entries(rule).filter(([name]) => name !== field)) as Callback;
  if (value !== null && value !== undefined) return { ...rest, [field]: value };
  return field === 'after_seconds' ? { ...rest, after_seconds: null } : rest;
}

// ---- spans of time ----

export const UNITS = ['second', 'minute', 'hour', 'day'] as const;
export type Unit = (typeof UNITS)[number];
export const SECONDS: Record<Unit, number> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };

/** The largest unit of which this is so many whole ones. */
export const unitOf = (seconds: number): Unit =>
  UNITS.findLast((unit) => seconds > 0 && seconds % SECONDS[unit] === 0) ?? 'second';

// ---- in words ----

export type CallbackSpeak = Speak<(typeof callbackWords)['zh-CN']>;

export interface CallbackNames {
  hours: (key: string) => string;
  /** How several are listed in the reader's language, of which one is enough. */
  list: (words: string[]) => string;
}

export function saySpan(seconds: number, t: CallbackSpeak): string {
  const unit = unitOf(seconds);
  return t(`so_${unit}`, { n: seconds / SECONDS[unit] });
}

function sayOffer({ after_seconds, estimate_seconds, position }: Required<Callback>, t: CallbackSpeak) {
  return [
    ...(after_seconds === null ? [] : [t('ifAfter', { span: saySpan(after_seconds, t) })]),
    ...(estimate_seconds === null ? [] : [t('ifEstimate', { span: saySpan(estimate_seconds, t) })]),
    ...(position === null ? [] : [t('ifPosition', { n: position })]),
  ];
}

/** Who is offered it, how they are called, and for how long that is tried; nothing where nobody is. */
export function sayCallback(body: Body, t: CallbackSpeak, names: CallbackNames): string[] {
  const said = callbackOf(body);
  if (!said) return [];
  const rule = { ...USUAL, ...said };
  const reasons = sayOffer(rule, t);
  const span = saySpan(rule.pause_seconds, t);
  return [
    reasons.length ? t('offered', { when: names.list(reasons) }) : t('offeredByRules'),
    t(rule.mode === 'customer_first' ? 'customerFirst' : 'agentFirst', { n: rule.ring_seconds }),
    rule.attempts > 1 ? t('tries', { n: rule.attempts, span }) : t('triesOnce'),
    rule.hours === null ? t('withinHours') : t('within', { hours: names.hours(rule.hours) }),
    t('expires', { span: saySpan(rule.expires_seconds, t) }),
  ];
}
