/** Undo and redo over values that are never changed in place. Pure. */

export interface History<Value> {
  past: Value[];
  future: Value[];
  /** What the last change was about: the next about the same belongs to it. '' belongs to none. */
  about: string;
}

export const noHistory = <Value>(): History<Value> => ({ past: [], future: [], about: '' });

const KEPT = 200;

/** What was there goes into the past, unless the last change was about the same: typing a word is one change. */
export function changed<Value>(
  { past, about: last }: History<Value>,
  now: Value,
  about = '',
): History<Value> {
  const goesOn = about !== '' && about === last && past.length > 0;
  return { past: goesOn ? past : [...past.slice(1 - KEPT), now], future: [], about };
}

/** One step back, with the value that stands then; null when there is none. */
export function undone<Value>(
  { past, future }: History<Value>,
  now: Value,
): { history: History<Value>; value: Value } | null {
  if (!past.length) return null;
  return {
    history: { past: past.slice(0, -1), future: [now, ...future], about: '' },
    value: past[past.length - 1] as Value,
  };
}

/** One step forth again; null when there is none. */
export function redone<Value>(
  { past, future }: History<Value>,
  now: Value,
): { history: History<Value>; value: Value } | null {
  const [value, ...rest] = future;
  if (!future.length) return null;
  return { history: { past: [...past, now], future: rest, about: '' }, value: value as Value };
}
