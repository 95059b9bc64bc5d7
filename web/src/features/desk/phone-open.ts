/** Whether the panel for headset and sound is open, from wherever it was opened. */
import { useSyncExternalStore } from 'react';

let open = false;
const watchers = new Set<() => void>();

export function showSound(wish: boolean): void {
  open = wish;
  watchers.forEach((tell) => tell());
}

export const useSoundShown = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => open,
  );
