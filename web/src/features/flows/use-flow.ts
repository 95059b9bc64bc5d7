/** One flow as it is written: its draft, undo and redo, and what is wrong with it. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { checkFlow, type FlowProblem } from '@/api/flows';
import type { ConfigEntry } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { useFailureBefore } from '@/shared/config/failure-before';
import { useItemDraft } from '@/shared/config/use-item-draft';
import { useSettled } from '@/shared/ui/use-settled';
import { graphOf, type Graph } from './graph';
import { changed, noHistory, redone, undone, type History } from '@/shared/history';

/** Fetches anew what shows drafts and versions. */
export function useAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      [['config'], ['config-history']].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
  };
}

/** The kinds of configuration that this page publishes and takes back. */
export const FLOWS = ['flow'];

export function useFlow(entry: ConfigEntry) {
  const item = useItemDraft('flow', entry, { before: useFailureBefore(), again: useAgain() });
  const [history, setHistory] = useState<History<Body>>(noHistory);
  const { body, setBody } = item;
  const graph = useMemo(() => graphOf(body), [body]);
  const write = (next: Body, about = ''): void => {
    setHistory(changed(history, body, about));
    setBody(next);
  };
  const step = (way: typeof undone<Body>): void => {
    const done = way(history, body);
    if (!done) return;
    setHistory(done.history);
    setBody(done.value);
  };
  return {
    item,
    graph,
    write,
    change: (next: Graph, about = ''): void => {
      if (next !== graph) write({ ...body, graph: next }, about);
    },
    undo: () => step(undone),
    redo: () => step(redone),
    mayUndo: history.past.length > 0,
    mayRedo: history.future.length > 0,
    save: (done: () => void): void => item.act({ key: entry.key, value: body }, done),
  };
}

const NONE: FlowProblem[] = [];

/** What is wrong with a graph, a moment after it was changed. */
export function useCheck(graph: Graph) {
  const settled = useSettled(graph);
  const asked = useQuery({
    queryKey: ['flow-check', settled],
    queryFn: () => checkFlow(settled),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  const waiting = asked.isPending || asked.isPlaceholderData || settled !== graph;
  return { problems: asked.data ?? NONE, waiting, failed: asked.isError };
}
