/** One thing done to several cases, bit by bit: how far it is, gone on with after a reload, taken back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { doToCases, goOnWithBulk, lastBulk, undoBulk, type CaseBulk, type CasesBulkAsked } from '@/api/cases';
import { newOnce } from '@/shared/once';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { useFreshMany } from '../use-cases';

export type BulkWish = Omit<CasesBulkAsked, 'key' | 'to_owner'> & { to_owner?: boolean };
const KEY = ['cases', 'bulk'];
const DISMISSED = 'cases-bulk-dismissed';

export interface Bulk {
  last: CaseBulk | null;
  pending: boolean;
  undoing: boolean;
  run: (wish: BulkWish) => void;
  goOn: () => void;
  undo: () => void;
  dismiss: () => void;
}

/** `onDone`: nothing is left to be done. */
export function useBulk(allowed: boolean, onDone: () => void): Bulk {
  const client = useQueryClient();
  const fresh = useFreshMany();
  const sayRefusal = useSayRefusal();
  const [dismissed, setDismissed] = useState(() => sessionStorage.getItem(DISMISSED));
  const asked = useQuery({ queryKey: KEY, queryFn: lastBulk, enabled: allowed, staleTime: Infinity });
  const say = (bulk: CaseBulk): CaseBulk => {
    client.setQueryData(KEY, { last: bulk });
    return bulk;
  };
  const through = async (first: Promise<CaseBulk>): Promise<CaseBulk> => {
    let bulk = say(await first);
    while (bulk.left > 0) bulk = say(await goOnWithBulk(bulk.id));
    return bulk;
  };
  const onError = (failure: Error): void => {
    void client.invalidateQueries({ queryKey: KEY }); // what was done of it before it failed
    sayRefusal(failure);
  };
  const rules = { onSettled: fresh, onError };
  const running = useMutation({
    mutationFn: (wish: CasesBulkAsked) => through(doToCases(wish)),
    onSuccess: onDone,
    ...rules,
  });
  const going = useMutation({ mutationFn: (id: string) => through(goOnWithBulk(id)), ...rules });
  const undoing = useMutation({
    mutationFn: async (id: string) => {
      let bulk = say(await undoBulk(id));
      while (bulk.back_left > 0) bulk = say(await undoBulk(id));
      return bulk;
    },
    ...rules,
  });
  const known = asked.data?.last ?? null;
  const last = known && known.id !== dismissed ? known : null;
  const pending = running.isPending || going.isPending;
  return {
    last,
    pending,
    undoing: undoing.isPending,
    run: (wish) => {
      if (!pending) running.mutate({ to_owner: false, ...wish, key: newOnce() });
    },
    goOn: () => (last && !pending ? going.mutate(last.id) : undefined),
    undo: () => (last && !pending && !undoing.isPending ? undoing.mutate(last.id) : undefined),
    dismiss: () => {
      if (!last) return;
      sessionStorage.setItem(DISMISSED, last.id);
      setDismissed(last.id);
    },
  };
}
