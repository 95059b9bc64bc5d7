/**
 * Signing in to the queues, and coming back from a pause: the telephone first, because who has none is given no call;
 * then the queues.
 */
import { useCallback, useState } from 'react';
import type { Me } from '@/api/types';
import { theTelephone } from '@/shared/phone/the-telephone';
import type { Telephone } from '@/shared/phone/telephone';
import { useKind, type Kind } from './phone-kind';
import { enablePhone } from './phone-mend';

const LONGEST_MS = 10_000;

/** Whether the telephone came to be ready; false as soon as it needs something of the person, or after ten seconds. */
export function untilReady(telephone: Telephone, longest = LONGEST_MS): Promise<boolean> {
  return new Promise((answer) => {
    let stop: () => void = () => undefined;
    const finish = (ready: boolean): void => {
      window.clearTimeout(timer);
      stop();
      answer(ready);
    };
    const timer = window.setTimeout(() => finish(false), longest);
    const look = (): void => {
      const { line, microphone } = telephone.phone();
      if (line.is === 'elsewhere' || line.is === 'refused' || line.is === 'off') finish(false);
      else if (microphone !== 'ok' && microphone !== 'unknown') finish(false);
      else if (line.is === 'ready') finish(true);
    };
    stop = telephone.watch(look);
    look();
  });
}

interface PhoneFirst {
  kind: Kind;
  /** The telephone is being switched on. */
  waiting: boolean;
  start: () => void;
}

/** `then` is done once this agent's telephone is ready, and not at all while it needs something of the person. */
export function usePhoneFirst(me: Me, then: () => void): PhoneFirst {
  const [kind, choose] = useKind(me);
  const [waiting, setWaiting] = useState(false);
  const start = useCallback(() => {
    if (kind !== 'browser') return then();
    choose('browser');
    setWaiting(true);
    void enablePhone()
      .then(() => untilReady(theTelephone()))
      .then((ready) => {
        setWaiting(false);
        if (ready) then();
      });
  }, [kind, choose, then]);
  return { kind: kind ?? 'browser', waiting, start };
}
