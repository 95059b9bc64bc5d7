/** Which of the things that are not as they should be are said aloud, and when. */
import { useEffect, useRef } from 'react';
import { notify, withdraw } from '@/shared/notices/notices';
import type { Condition } from './conditions';
import type { Worded } from './use-conditions';

/** Said once when they begin: what stops somebody from working. The rest waits behind the bell. */
const LOUD: Condition['kind'][] = ['part', 'myPhone', 'myPause', 'help'];

/** What lasts no longer than a page takes to come back is not worth a word. */
const LASTING_MS = 3_000;

/** A person who asks for help is no passing trouble: shown at once, also in a call of one's own, without a sound. */
const AT_ONCE: Condition['kind'][] = ['help'];

export function useSaid(conditions: Condition[], worded: (one: Condition) => Worded): void {
  const waiting = useRef(new Map<string, number>());
  const latest = useRef({ conditions, worded });
  useEffect(() => {
    latest.current = { conditions, worded };
    const aloud = conditions.filter((one) => LOUD.includes(one.kind));
    const loud = aloud.map((one) => one.key);
    for (const [key, timer] of waiting.current) {
      if (loud.includes(key)) continue;
      window.clearTimeout(timer);
      waiting.current.delete(key);
      withdraw(key);
    }
    const say = (key: string): void => {
      const one = latest.current.conditions.find((condition) => condition.key === key);
      if (!one) return;
      const atOnce = AT_ONCE.includes(one.kind);
      notify({ key, bad: true, now: atOnce, silent: atOnce, ...latest.current.worded(one) });
    };
    for (const { key, kind } of aloud) {
      if (waiting.current.has(key)) continue;
      const wait = AT_ONCE.includes(kind) ? 0 : LASTING_MS;
      waiting.current.set(
        key,
        window.setTimeout(() => say(key), wait),
      );
    }
  }, [conditions, worded]);
}
