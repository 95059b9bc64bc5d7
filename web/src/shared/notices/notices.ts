/**
 * Notices of the house to one person: a call back is due, a draft waits. While the person talks with a customer they
 * are held back and come together when the call is over; only what concerns the call itself comes at once.
 */

export interface Notice {
  /** One notice a key: a newer one takes the place of the older. */
  key: string;
  title: string;
  text: string;
  /** Where a click leads. */
  to?: string;
  /** Something stops working: set as a warning. */
  bad?: boolean;
  /** Concerns the call at hand: not held back. */
  now?: boolean;
  /** The desktop makes no sound of it either. */
  silent?: boolean;
}

type Hear = (notice: Notice) => void;

let quiet = false;
let waiting = new Map<string, Notice>();
const hearers = new Set<Hear>();
const watchers = new Set<() => void>();
const withdrawals = new Set<(key: string) => void>();

const told = (): void => watchers.forEach((tell) => tell());

/** Say something to the person, now or when the call is over. */
export function notify(notice: Notice): void {
  if (quiet && !notice.now) {
    waiting = new Map(waiting).set(notice.key, notice);
    told();
    return;
  }
  hearers.forEach((hear) => hear(notice));
}

/** It is not true any more: take it away, and do not say it later. */
export function withdraw(key: string): void {
  withdrawals.forEach((taken) => taken(key));
  if (!waiting.has(key)) return;
  waiting = new Map(waiting);
  waiting.delete(key);
  told();
}

/** From now on hold back, or let come what was held back. */
export function keepQuiet(wanted: boolean): void {
  if (wanted === quiet) return;
  quiet = wanted;
  if (quiet) return;
  const held = [...waiting.values()];
  waiting = new Map();
  told();
  held.forEach(notify);
}

export const heldBack = (): number => waiting.size;

export function watchNotices(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Hear notices as they come, and the keys of those that are no longer true; returns how to stop. */
export function hearNotices(hear: Hear, withdrawn?: (key: string) => void): () => void {
  hearers.add(hear);
  if (withdrawn) withdrawals.add(withdrawn);
  return () => {
    hearers.delete(hear);
    if (withdrawn) withdrawals.delete(withdrawn);
  };
}
