/** One item of the arrangement as it is written: its draft, others who write it too, and steps back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { caseUses } from '@/api/cases';
import type { ConfigEntry } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { useItemDraft } from '@/shared/config/use-item-draft';
import { changed, noHistory, undone } from '@/shared/history';

export const PRIORITIES = ['high', 'medium', 'low'] as const;
export const KINDS = ['case_type', 'case_urgency', 'case_promise', 'case_cause', 'case_solution'] as const;
export type Kind = (typeof KINDS)[number];

/** Everything that shows drafts, and the pages that choose from what is in force. */
export function useAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const keys = [['config'], ['config-history'], ['cases', 'arrangement'], ['cases', 'uses']];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

/** How many open cases use an item. */
export function useUses(kind: Kind): (key: string) => number {
  const { data } = useQuery({ queryKey: ['cases', 'uses'], queryFn: caseUses });
  const of = { case_type: data?.types, case_cause: data?.causes, case_solution: data?.solutions };
  return (key) => (kind in of ? (of[kind as keyof typeof of]?.[key] ?? 0) : 0);
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
