/** Which of the things that are not as they should be are said aloud, and when. */
import { useEffect, useRef } from 'react';
import { notify, withdraw } from '@/shared/notices/notices';
import type { Condition } from './conditions';
import type { Worded } from './use-conditions';

/** Said once when they begin: what stops somebody from working. The rest waits behind the bell. */
const LOUD: Condition['kind'][] = ['part', 'myPhone', 'myPause'];

/** What lasts no longer than a page takes to come back is not worth a word. */
const LASTING_MS = 3_000;

export function useSaid(conditions: Condition[], worded: (one: Condition) => Worded): void {
  const waiting = useRef(new Map<string, number>());
  const latest = useRef({ conditions, worded });
  useEffect(() => {
    latest.current = { conditions, worded };
    const loud = conditions.filter((one) => LOUD.includes(one.kind)).map((one) => one.key);
    for (const [key, timer] of waiting.current) {
      if (loud.includes(key)) continue;
      window.clearTimeout(timer);
      waiting.current.delete(key);
      withdraw(key);
    }
    const say = (key: string): void => {
      const one = latest.current.conditions.find((condition) => condition.key === key);
      if (one) notify({ key, bad: true, ...latest.current.worded(one) });
    };
    for (const key of loud)
      if (!waiting.current.has(key))
        waiting.current.set(
          key,
          window.setTimeout(() => say(key), LASTING_MS),
        );
  }, [conditions, worded]);
}
