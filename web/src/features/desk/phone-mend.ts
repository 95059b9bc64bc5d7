/** What is wrong with my telephone now, and the deeds that mend it. */
import { useCallback } from 'react';
import type { Me } from '@/api/types';
import { canListen } from '@/shared/phone/microphone';
import { theTelephone } from '@/shared/phone/the-telephone';
import { useMuffled, usePhone } from '@/shared/phone/use-telephone';
import { useKind } from './phone-kind';
import { showSound } from './phone-open';
import { findingOf, type Finding, type Mend } from './phone-trouble';

export function useFinding(me: Me): Finding | null {
  const [kind] = useKind(me);
  const phone = usePhone();
  const muffled = useMuffled();
  return findingOf(me, kind ?? 'browser', phone, { canListen: canListen(), muffled });
}

/** Switch the browser phone on: the browser may ask for the microphone first. */
export async function enablePhone(): Promise<void> {
  const telephone = theTelephone();
  await telephone.allowMicrophone();
  await telephone.start();
}

export function useMend(me: Me): (mend: Mend) => void {
  const [, choose] = useKind(me);
  return useCallback(
    (mend) => {
      const telephone = theTelephone();
      if (mend === 'enable') {
        choose('browser');
        void enablePhone();
      }
      if (mend === 'allow') void telephone.allowMicrophone();
      if (mend === 'look') void telephone.microphone.check();
      if (mend === 'useHere') void telephone.start(true);
      if (mend === 'echo') showSound(true);
    },
    [choose],
  );
}
