/** Which of the frame's overlays is open. Opened from keys, buttons and commands alike. */
import { useSyncExternalStore } from 'react';

export type Overlay = 'palette' | 'keys' | 'password' | null;

let open: Overlay = null;
const watchers = new Set<() => void>();

function show(overlay: Overlay): void {
  open = overlay;
  watchers.forEach((tell) => tell());
}

export const openPalette = (): void => show('palette');
export const openKeys = (): void => show('keys');
export const openPassword = (): void => show('password');
export const closeOverlay = (): void => show(null);

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => open,
  );
}
