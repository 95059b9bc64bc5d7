/** What the pages of cases fetch, and how the views of the list ask for it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getArrangement, type CaseNode, type CaseQuery, type CaseWhole } from '@/api/cases';
import type { Locale } from '@/api/types';
import { nameIn } from '@/shared/i18n/texts';

export const VIEWS = ['mine', 'list', 'receipts', 'stillOpen', 'all'] as const;
export type View = (typeof VIEWS)[number];
export const FILTERS = [
  'view',
  'state',
  'type',
  'priority',
  'team',
  'owner',
  'due',
  'receipt',
  'search',
] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

export const useArrangement = () =>
  useQuery({ queryKey: ['cases', 'arrangement'], queryFn: getArrangement, staleTime: 60_000 });

/** Which view the address means; who has no desk starts with all that are open. */
export const viewOf = (filters: Filters, works: boolean): View =>
  VIEWS.find((view) => view === filters.view) ?? (works ? 'mine' : 'stillOpen');

/** What a view with its filters asks for: open ones by deadline, all of them newest first. */
export function queryOf(view: View, filters: Filters): CaseQuery {
  const { state, type, priority, team, owner, due, search } = filters;
  const whose = { mine: 'me', list: 'nobody', receipts: owner, stillOpen: owner, all: owner }[view];
  const receipt = view === 'receipts' ? 'mine' : filters.receipt;
  return {
    still_open: view !== 'all',
    by_due: view !== 'all' && state !== 'closed',
    ...(state ? { state: state as CaseQuery['state'] } : {}),
    ...(type ? { type } : {}),
    ...(priority ? { priority: priority as CaseQuery['priority'] } : {}),
    ...(team ? { team } : {}),
    ...(whose ? { owner: whose } : {}),
    ...(due ? { due: due as CaseQuery['due'] } : {}),
    ...(receipt ? { receipt: receipt as CaseQuery['receipt'] } : {}),
    ...(search ? { search } : {}),
  };
}

/** The address without what a new case was begun with: the list behind it stays as it was. */
export function listOnly(search: URLSearchParams): string {
  const rest = new URLSearchParams(search);
  for (const name of ['customer', 'interaction']) rest.delete(name);
  return rest.size ? `?${rest.toString()}` : '';
}

export interface Flat {
  value: string;
  label: string;
  leaf: boolean;
}

/** A tree as one list, each with the way to it: 投诉 / 噪音. */
export function flatten(nodes: readonly CaseNode[], locale: Locale, above = ''): Flat[] {
  return nodes.flatMap((node) => {
    const label = above + nameIn(node.name, locale);
    const leaf = node.children.length === 0;
    return [{ value: node.id, label, leaf }, ...flatten(node.children, locale, `${label} / `)];
  });
}

/** The nodes above one, the top first; none where it is not in the tree. */
export function aboveOf(nodes: readonly CaseNode[], id: string): string[] {
  for (const node of nodes) {
    if (node.children.some((child) => child.id === id)) return [node.id];
    const found = aboveOf(node.children, id);
    if (found.length) return [node.id, ...found];
  }
  return [];
}

/** The case is as the server just said; lists are asked for again. */
export function useFresh(): (fresh?: CaseWhole) => void {
  const client = useQueryClient();
  return useCallback(
    (fresh) => {
      if (fresh) client.setQueryData(['cases', 'one', fresh.id], fresh);
      for (const part of ['list', 'counts', 'of', 'tasks', 'load', 'late'])
        void client.invalidateQueries({ queryKey: ['cases', part] });
    },
    [client],
  );
}

/** Several cases are not as they were: those that were looked at are asked for again too. */
export function useFreshMany(): () => void {
  const client = useQueryClient();
  const fresh = useFresh();
  return useCallback(() => {
    fresh();
    void client.invalidateQueries({ queryKey: ['cases', 'one'] });
  }, [client, fresh]);
}

/** Somebody else changed the case: it is asked for again, and lists with it. Gives it as it is known then. */
export function useStale(): (id: string) => Promise<CaseWhole | undefined> {
  const client = useQueryClient();
  const fresh = useFresh();
  return useCallback(
    async (id) => {
      fresh();
      await client.invalidateQueries({ queryKey: ['cases', 'one', id] });
      return client.getQueryData<CaseWhole>(['cases', 'one', id]);
    },
    [client, fresh],
  );
}
