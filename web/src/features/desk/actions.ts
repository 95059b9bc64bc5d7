/** What an agent does, with the answer shown at once and refusals in plain words. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import {
  actOnCall,
  agentSignIn,
  agentSignOut,
  listHoldReasons,
  setAgentState,
  type CallAction,
} from '@/api/calls';
import { Problem, UNREACHABLE } from '@/api/client';
import type { Me } from '@/api/types';
import { theTelephone } from '@/shared/phone/the-telephone';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { ME_KEY } from './me';

export type Wish = { do: 'sign-in' } | { do: 'sign-out' } | { do: 'ready' } | { do: 'pause'; reason: string };

function ask(wish: Wish): Promise<Me> {
  if (wish.do === 'sign-in') return agentSignIn();
  if (wish.do === 'sign-out') return agentSignOut();
  return wish.do === 'ready' ? setAgentState('ready') : setAgentState('paused', wish.reason);
}

export function useStateChange() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({ mutationFn: ask, onSuccess: (me) => client.setQueryData(ME_KEY, me), onError });
}

/** Hanging up works without the server's interface too: the telephone itself says goodbye. */
async function act(action: CallAction): Promise<unknown> {
  try {
    return await actOnCall(action);
  } catch (failure) {
    const unreachable = failure instanceof Problem && failure.key === UNREACHABLE;
    if (!unreachable || action.action !== 'hang_up') throw failure;
    theTelephone().hangUp();
    return null;
  }
}

export function useCallAction() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: act,
    onError,
    onSettled: () => client.invalidateQueries({ queryKey: ME_KEY }),
  });
}

/** Mute this page's microphone at once, and have it put on record. */
export function useMute(): (muted: boolean) => void {
  const { mutate } = useCallAction();
  return useCallback(
    (muted) => {
      theTelephone().mute(muted);
      mutate({ action: muted ? 'mute' : 'unmute' });
    },
    [mutate],
  );
}

export const useHoldReasons = () =>
  useQuery({
    queryKey: ['hold-reasons'],
    queryFn: async () => (await listHoldReasons()).items,
    staleTime: 5 * 60_000,
  });
