/** A walk over the graph as it is written: what was done so far, and what came of it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rehearse } from '@/api/flows';
import { useSettled } from '@/shared/ui/use-settled';
import type { Given, Graph } from '../graph';
import { tidy } from './does';

/** `wanted`: somebody looks at it. One that was begun goes on while the graph is changed. */
export function useWalk(graph: Graph, wanted: boolean) {
  const settled = useSettled(graph);
  const [given, suppose] = useState<Given>({});
  const [does, setDoes] = useState<string[]>([]);
  const going = wanted || does.length > 0;
  const asked = useQuery({
    queryKey: ['flow-walk', settled, given, does],
    queryFn: () => rehearse(settled, tidy(given), does),
    enabled: going,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  return {
    given,
    suppose,
    does,
    act: (written: string) => setDoes([...does, written]),
    back: () => setDoes(does.slice(0, -1)),
    restart: () => setDoes([]),
    came: going ? asked.data : undefined,
    failure: asked.error,
  };
}
