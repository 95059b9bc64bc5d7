import { useSyncExternalStore } from 'react';
import { linkState, watchLink, type LinkState } from './connection';

/** Whether what is on screen is live, and since when not. */
export function useLink(): LinkState {
  return useSyncExternalStore(watchLink, linkState);
}
