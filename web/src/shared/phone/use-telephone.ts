import { useSyncExternalStore } from 'react';
import type { Phone } from './state';
import { isMuffled, theTelephone, watchMuffled } from './the-telephone';

/** What the telephone of this page is now. */
export function usePhone(): Phone {
  const telephone = theTelephone();
  return useSyncExternalStore(telephone.watch, telephone.phone);
}

export const useMuffled = (): boolean => useSyncExternalStore(watchMuffled, isMuffled);
