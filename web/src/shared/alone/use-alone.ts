/** Which queues something that is about to be done would leave alone; asked anew whenever that is another thing. */
import { useQuery } from '@tanstack/react-query';
import { leftAlone, type AloneAsked, type QueueAlone } from '@/api/people';

/** `asked` null: nothing is about to be done. `since`: what else the answer hangs on. */
export function useAlone(asked: AloneAsked | null, since: unknown = null): QueueAlone[] {
  const { data } = useQuery({
    queryKey: ['left-alone', asked, since],
    queryFn: () => (asked ? leftAlone(asked) : null),
    enabled: asked !== null,
    staleTime: 0,
    gcTime: 0,
  });
  return (asked && data?.items) || [];
}
