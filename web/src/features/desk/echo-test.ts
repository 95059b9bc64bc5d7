/** The echo test under way: asked of the server, followed by what this page's telephone sees and hears. */
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { askEcho } from '@/api/phone';
import type { Call } from '@/shared/phone/state';
import { theTelephone } from '@/shared/phone/the-telephone';
import type { Counts } from '@/shared/phone/types';
import { usePhone } from '@/shared/phone/use-telephone';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { heardAfter, NOTHING_YET, stepsOf, type EchoStep, type Heard } from './echo-steps';

/** A server that never calls must not leave the test waiting. */
const CALLED_WITHIN_MS = 5_000;
const LOUD = 0.35;

export interface EchoTest {
  call: Call | null;
  counts: Counts | null;
  steps: EchoStep[];
  waits: boolean;
  over: boolean;
  good: boolean;
  start: () => void;
  spoke: (level: number) => void;
  cameBack: (level: number) => void;
}

function useCounts(id: string | undefined): Counts | null {
  const [counts, setCounts] = useState<Counts | null>(null);
  useEffect(() => {
    if (!id) return;
    const timer = window.setInterval(() => void theTelephone().counts(id).then(setCounts), 500);
    return () => window.clearInterval(timer);
  }, [id]);
  return counts;
}

export function useEchoTest(): EchoTest {
  const phone = usePhone();
  const onError = useSayRefusal();
  const [tested, setTested] = useState(false);
  const [kept, setHeard] = useState<Heard>(NOTHING_YET);
  const call = phone.calls.find((one) => one.purpose === 'echo') ?? null;
  const counts = useCounts(call?.id);
  const asking = useMutation({
    mutationFn: askEcho,
    onError: (failure) => {
      setHeard((before) => ({ ...before, over: true }));
      onError(failure);
    },
  });

  const heard = heardAfter(kept, call);
  if (heard !== kept) setHeard(heard);

  const waits = tested && !heard.called && !heard.over;
  useEffect(() => {
    if (!waits) return;
    const timer = window.setTimeout(() => setHeard((now) => ({ ...now, over: true })), CALLED_WITHIN_MS);
    return () => window.clearTimeout(timer);
  }, [waits]);

  const note = useCallback((level: number, what: 'spoken' | 'back') => {
    if (level > LOUD) setHeard((before) => (before[what] ? before : { ...before, [what]: true }));
  }, []);
  const spoke = useCallback((level: number) => note(level, 'spoken'), [note]);
  const cameBack = useCallback((level: number) => note(level, 'back'), [note]);
  const start = (): void => {
    setHeard(NOTHING_YET);
    setTested(true);
    asking.mutate();
  };
  const steps = tested ? stepsOf(heard) : [];
  const good = steps.length > 0 && steps.every((step) => step.state === 'passed');
  return { call, counts, steps, waits, over: tested && heard.over, good, start, spoke, cameBack };
}
