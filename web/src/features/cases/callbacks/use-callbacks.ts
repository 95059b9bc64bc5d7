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

/** What is done with some of them, and said once it is: also when the line in which it was asked is gone by then. */
function useChange<Wish, Told>(run: (wish: Wish) => Promise<Told>, say: (told: Told, wish: Wish) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: say,
    onError: useSayRefusal(),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

const CLOSES = { done: finishCallback, cancel: cancelCallback } as const;
type Close = keyof typeof CLOSES;

export const useClose = (say: (what: Close, id: string) => void) =>
  useChange(
    ({ what, id }: { what: Close; id: string }) => CLOSES[what](id),
    (_, { what, id }) => say(what, id),
  );

export const useReopen = () => useChange(reopenCallback, () => undefined);

export const useGive = (say: (many: number, to: string) => void) =>
  useChange(
    ({ ids, to }: { ids: string[]; to: string }) => giveCallbacks(ids, to),
    ({ ids }, { to }) => say(ids.length, to),
  );
