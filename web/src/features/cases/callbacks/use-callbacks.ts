/** Everybody's promised calls back: pages of the list, how many there are, and what is done with them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  cancelCallback,
  countCallbacks,
  finishCallback,
  giveCallbacks,
  listCallbacks,
  reopenCallback,
  type CallbackQuery,
} from '@/api/desk';
import { useSayRefusal } from '@/shared/ui/say-refusal';

const KEY = ['callbacks'] as const;
const EVERY = 30_000;

export const VIEWS = ['open', 'overdue', 'left', 'done'] as const;
export type View = (typeof VIEWS)[number];
const ASKS: Record<View, CallbackQuery> = {
  open: {},
  overdue: { overdue: true },
  left: { left: true },
  done: { state: 'done' },
};

export const useCallbacks = (view: View) =>
  useInfiniteQuery({
    queryKey: [...KEY, 'all', view],
    queryFn: ({ pageParam }) => listCallbacks({ ...ASKS[view], ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: EVERY,
  });

export const useCallbackCounts = (leads: boolean) =>
  useQuery({
    queryKey: [...KEY, 'counts'],
    queryFn: countCallbacks,
    enabled: leads,
    refetchInterval: EVERY,
  });

const ACTS = { done: finishCallback, cancel: cancelCallback, reopen: reopenCallback } as const;
type Act = keyof typeof ACTS;

export function useCallbackActs() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  const onSettled = () => client.invalidateQueries({ queryKey: KEY });
  const act = useMutation({
    mutationFn: ({ what, id }: { what: Act; id: string }) => ACTS[what](id),
    onError,
    onSettled,
  });
  const give = useMutation({
    mutationFn: ({ ids, to }: { ids: string[]; to: string }) => giveCallbacks(ids, to),
    onError,
    onSettled,
  });
  return { act, give };
}
