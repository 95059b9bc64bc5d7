/** My promised calls back: the list, and closing, moving and opening again with undo. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import {
  cancelCallback,
  finishCallback,
  listMyCallbacks,
  moveCallback,
  reopenCallback,
  type Callback,
} from '@/api/desk';
import { useSayRefusal } from '@/shared/ui/say-refusal';

export const CALLBACKS_KEY = ['callbacks', 'mine'] as const;

/** `enabled`: for who has none to make, nobody asks. */
export const useMyCallbacks = (enabled = true) =>
  useQuery({
    queryKey: CALLBACKS_KEY,
    queryFn: async () => (await listMyCallbacks()).items,
    enabled,
    staleTime: 30_000,
    refetchInterval: 60_000,
  });

/** A call back that was made is done a moment after it was written up: it is asked for then, and once more. */
const SETTLED = [2_000, 8_000];

export function askAgainSoon(client: QueryClient): void {
  for (const wait of SETTLED)
    window.setTimeout(() => void client.invalidateQueries({ queryKey: CALLBACKS_KEY }), wait);
}

export type CallbackWish =
  | { do: 'done'; id: string }
  | { do: 'cancel'; id: string }
  | { do: 'reopen'; id: string }
  | { do: 'move'; id: string; at: string };

function ask(wish: CallbackWish): Promise<Callback> {
  if (wish.do === 'done') return finishCallback(wish.id);
  if (wish.do === 'cancel') return cancelCallback(wish.id);
  return wish.do === 'reopen' ? reopenCallback(wish.id) : moveCallback(wish.id, wish.at);
}

export function useCallbackChange() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: ask,
    onError,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: CALLBACKS_KEY });
      void client.invalidateQueries({ queryKey: ['pop'] });
    },
  });
}
