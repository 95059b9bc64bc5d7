/** What is done at once, unless it would leave queues alone: then whoever wants it is asked first. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { leftAlone, type AloneAsked, type QueueAlone } from '@/api/people';

export function useAloneFirst() {
  const looking = useMutation({ mutationFn: leftAlone });
  const [asks, setAsks] = useState<{ queues: QueueAlone[]; act: () => void } | null>(null);
  /** Where nobody can say what it would leave alone it is done all the same: a warning stands in no way. */
  const wish = (asked: AloneAsked, act: () => void): void => {
    setAsks(null);
    looking.mutate(asked, {
      onSuccess: ({ items }) => (items.length ? setAsks({ queues: items, act }) : act()),
      onError: act,
    });
  };
  const answer = (sure: boolean): void => {
    if (sure) asks?.act();
    setAsks(null);
  };
  return { wish, answer, queues: asks?.queues ?? [], looking: looking.isPending };
}
