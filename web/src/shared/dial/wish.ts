/** Somebody is to be called: any page says so, the desk's panel prepares it. Null: nobody; `to` null: to be typed. */
import { useSyncExternalStore } from 'react';
import type { DialTo } from '@/api/dial';

export interface DialWish {
  to: DialTo | null;
  /** Who it is, as the page knows them; shown until the server has said more. */
  name: string;
}

let now: DialWish | null = null;
const watchers = new Set<() => void>();

function be(next: DialWish | null): void {
  now = next;
  watchers.forEach((tell) => tell());
}

export const wishToCall = (to: DialTo | null = null, name = ''): void => be({ to, name });
export const wishNoMore = (): void => be(null);

export const useDialWish = (): DialWish | null =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => now,
  );
