/** Files on their way to a case: one after another, each with how far it has come; what failed can be sent again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { attachFile, type CaseAttachments } from '@/api/attached';
import { newOnce } from '@/shared/once';

export interface OnItsWay {
  key: string;
  file: File;
  /** 0 to 1; null: it waits for its turn. */
  share: number | null;
  failure: unknown;
}

interface Sender {
  way: OnItsWay[];
  send: (files: File[]) => void;
  again: (key: string) => void;
  leave: (key: string) => void;
}

export function useSending(case_id: string, onDone: (after: CaseAttachments) => void): Sender {
  const [way, setWay] = useState<OnItsWay[]>([]);
  const stop = useRef<AbortController | null>(null);
  const change = useCallback((key: string, now: Partial<OnItsWay> | null) => {
    setWay((before) =>
      before.flatMap((one) => {
        if (one.key !== key) return [one];
        return now ? [{ ...one, ...now }] : [];
      }),
    );
  }, []);
  const busy = way.some((one) => one.share !== null && !one.failure);
  const next = busy ? undefined : way.find((one) => one.share === null && !one.failure);
  useEffect(() => {
    if (!next) return;
    const { key, file } = next;
    const controller = new AbortController();
    stop.current = controller;
    const onShare = (share: number): void => change(key, { share });
    attachFile({ case_id, key, file, onShare, signal: controller.signal })
      .then((after) => {
        change(key, null);
        onDone(after);
      })
      .catch((failure: unknown) => change(key, failure ? { failure } : null));
  }, [next, case_id, change, onDone]);
  useEffect(() => () => stop.current?.abort(), []);
  return {
    way,
    send: (files) =>
      setWay((before) => [
        ...before,
        ...files.map((file) => ({ key: newOnce(), file, share: null, failure: null })),
      ]),
    again: (key) => change(key, { share: null, failure: null }),
    leave: (key) => {
      const one = way.find((each) => each.key === key);
      if (one && one.share !== null && !one.failure) stop.current?.abort();
      else change(key, null);
    },
  };
}
