/** A test call that was asked for: how far it is, and its end. Survives a reload of the page that placed it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endTestCall, getTestCall, placeTestCall } from '@/api/calls';
import { Problem } from '@/api/client';
import type { TestCall } from '@/api/types';

const ASK_EVERY = 500;
const KEY = 'huawu.test-call';

export interface Asked {
  number: string;
  press: string;
}

export const isOver = (call: TestCall | undefined): boolean =>
  call?.state === 'ended' || call?.state === 'failed';

export function useTestCall() {
  const [id, setId] = useState(() => sessionStorage.getItem(KEY) ?? '');
  const keep = (call: string): void => {
    sessionStorage.setItem(KEY, call);
    setId(call);
  };
  const ending = useMutation({ mutationFn: () => endTestCall(id) });
  const placing = useMutation({
    mutationFn: ({ number, press }: Asked) => placeTestCall(number, press),
    onSuccess: (call) => {
      ending.reset();
      keep(call.id);
    },
  });
  const watching = useQuery({
    queryKey: ['test-calls', id],
    queryFn: () => getTestCall(id),
    enabled: id !== '',
    refetchInterval: (query) => (isOver(query.state.data) ? false : ASK_EVERY),
  });
  const gone = watching.error instanceof Problem && watching.error.status === 404;
  const call = watching.data ?? placing.data;
  const failure = placing.error ?? ending.error ?? (gone ? null : watching.error);
  const underWay = placing.isPending || (call !== undefined && !isOver(call) && !watching.isError);
  return {
    call,
    failure,
    underWay,
    place: placing.mutate,
    end: () => ending.mutate(),
    ending: ending.isPending || ending.isSuccess,
  };
}
