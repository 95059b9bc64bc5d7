/** Emergencies as they stand, and sending one until the server has it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Problem } from '@/api/client';
import { listEmergencies, sendEmergency, type EmergencySending } from '@/api/emergencies';
import { keepPending, pendingOf } from './pending';

export const EMERGENCIES_KEY = ['emergencies'] as const;
const SOON = 3_000;
const SELDOM = 60_000;
const AGAIN = 2_000;

/** Asked for often by the team that they go to, and while one waits to be confirmed. */
export const useEmergencies = () =>
  useQuery({
    queryKey: EMERGENCIES_KEY,
    queryFn: listEmergencies,
    refetchIntervalInBackground: true,
    refetchInterval: ({ state: { data } }) =>
      data?.of_team || data?.items.some((one) => one.confirmed_at === null) ? SOON : SELDOM,
  });

/** Nobody knows whether the server has it: it is sent again with the same key. */
const isLost = (failure: unknown): boolean =>
  !(failure instanceof Problem) || failure.status === 0 || failure.status >= 500;

export function useSending(agent: string) {
  const client = useQueryClient();
  const sending = useMutation({
    mutationFn: (body: EmergencySending) => {
      keepPending(agent, body);
      return sendEmergency(body);
    },
    networkMode: 'always',
    retry: (_, failure) => isLost(failure),
    retryDelay: AGAIN,
    onSettled: () => {
      keepPending(agent, null);
      void client.invalidateQueries({ queryKey: EMERGENCIES_KEY });
    },
  });
  const { mutate } = sending;
  const taken = useRef(false);
  useEffect(() => {
    const pending = taken.current ? null : pendingOf(agent);
    taken.current = true;
    if (pending) mutate(pending);
  }, [agent, mutate]);
  return sending;
}
