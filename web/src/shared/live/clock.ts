/**
 * The server's clock on this page. Every message on /live carries the server's time; between messages the
 * browser's steady clock carries it on. Everything that ticks on screen ticks once a second, together.
 */
import { useSyncExternalStore } from 'react';
import type { Micros } from '@/api/live';

const steady = (): Micros => (performance.timeOrigin + performance.now()) * 1000;

let ahead = 0; // server minus browser, microseconds
let known = false;
let second = Math.floor(serverNow() / 1_000_000);
let timer: number | undefined;
const listeners = new Set<() => void>();

export function serverNow(): Micros {
  return steady() + ahead;
}

/** Take over the server's time. Small differences are network delay and are let be. */
export function setServerNow(now: Micros): void {
  const drift = now - serverNow();
  if (!known || Math.abs(drift) > 250_000) ahead += drift;
  known = true;
}

function tick(): void {
  const current = Math.floor(serverNow() / 1_000_000);
  if (current !== second) {
    second = current;
    listeners.forEach((tell) => tell());
  }
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  timer ??= window.setInterval(tick, 100);
  return () => {
    listeners.delete(tell);
    if (!listeners.size) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's time, whole seconds, as microseconds; the component is drawn again each second. */
export function useServerSecond(): Micros {
  return useSyncExternalStore(subscribe, () => second) * 1_000_000;
}
