/** The call at hand can be passed on: the desk says so and does it; any page may ask for it. Null: not now. */
import { useEffect, useSyncExternalStore } from 'react';
import type { To } from '@/api/control';

export type Pass = (to: To) => void;

let now: Pass | null = null;
const watchers = new Set<() => void>();

function be(next: Pass | null): void {
  now = next;
  watchers.forEach((tell) => tell());
}

/** Mounted once, beside the call. */
export function useOfferPass(pass: Pass | null): void {
  useEffect(() => {
    be(pass);
    return () => be(null);
  }, [pass]);
}

export const usePass = (): Pass | null =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => now,
  );
