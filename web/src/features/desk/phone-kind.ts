/** With what I take calls: this browser, or the telephone on the table. Remembered per agent on this computer. */
import { useCallback, useSyncExternalStore } from 'react';
import type { Me } from '@/api/types';

export type Kind = 'browser' | 'sip';

const keyOf = (agent: string): string => `huawu.phone.kind.${agent}`;
const watchers = new Set<() => void>();

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

const kept = (agent: string): Kind | null => {
  const kind = localStorage.getItem(keyOf(agent));
  return kind === 'browser' || kind === 'sip' ? kind : null;
};

/** What was chosen here; else the telephone that is registered already; else the browser, which needs nothing else. */
export function kindOf(me: Me, chosen: Kind | null): Kind {
  if (chosen) return chosen;
  return me.phone.kind === 'sip' && me.phone.registered ? 'sip' : 'browser';
}

export function useKind(me: Me | undefined): [Kind | null, (kind: Kind) => void] {
  const agent = me?.agent.id ?? '';
  const chosen = useSyncExternalStore(watch, () => kept(agent));
  const choose = useCallback(
    (kind: Kind) => {
      localStorage.setItem(keyOf(agent), kind);
      watchers.forEach((tell) => tell());
    },
    [agent],
  );
  return [me ? kindOf(me, chosen) : null, choose];
}

/** Whether the browser was ever chosen here: only then may a page start it without a click. */
export const wasChosen = (agent: string, kind: Kind): boolean => kept(agent) === kind;
