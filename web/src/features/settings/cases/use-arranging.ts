/** One item of the arrangement as it is written: its draft, others who write it too, and steps back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { showUsual } from '@/api/calls';
import { caseUses } from '@/api/cases';
import type { ConfigEntry } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { useItemDraft } from '@/shared/config/use-item-draft';
import { changed, noHistory, undone } from '@/shared/history';
import type { Kind } from './kinds';

/** Everything that shows drafts, and the pages that choose from what is in force. */
export function useAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const keys = [['config'], ['config-history'], ['cases'], ['customers'], ['customer']];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

/** How many open cases, or major incidents that run, use an item. */
export function useUses(kind: Kind): (key: string) => number {
  const { data } = useQuery({
    queryKey: ['cases', 'uses'],
    queryFn: caseUses,
    enabled: kind.startsWith('case_'),
  });
  const of = {
    case_type: data?.types,
    case_cause: data?.causes,
    case_solution: data?.solutions,
    case_plan: data?.plans,
  };
  return (key) => (kind in of ? (of[kind as keyof typeof of]?.[key] ?? 0) : 0);
}

/** What is in force where nothing is arranged, by key; undefined until it is known. */
export function useUsual(kind: Kind, wanted = true): Record<string, Body> | undefined {
  const { data } = useQuery({
    queryKey: ['config-usual', kind],
    queryFn: () => showUsual(kind),
    enabled: wanted,
    staleTime: Infinity,
  });
  return wanted ? data?.items : {};
}

/** `about`: what a change is about; several about the same are one step. */
export type Change = (body: Body, about?: string) => void;

export function useArranging(kind: Kind, entry: ConfigEntry | null, usual: Body) {
  const item = useItemDraft(kind, entry, { usual, again: useAgain() });
  const [history, setHistory] = useState(() => noHistory<Body>());
  const change: Change = (body, about = '') => {
    setHistory(changed(history, item.body, about));
    item.setBody(body);
  };
  const undo = (): void => {
    const before = undone(history, item.body);
    if (!before) return;
    setHistory(before.history);
    item.setBody(before.value);
  };
  return { ...item, change, undo, undoable: history.past.length > 0 };
}
