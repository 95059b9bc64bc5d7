/** Whom one called in the house, as it is shown: a queue by its name, anybody else by number. */
import type { Me } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { useQueueName, useQueues } from '@/shared/ui/names';

type Called = Pick<NonNullable<Me['interaction']>, 'queue' | 'number'>;

/** Of a call to a queue the number is the queue's key, also when it has left the queue. */
export function useCalled(): (call: Called) => string {
  const queues = useQueues().data;
  const queueName = useQueueName();
  return ({ queue, number }) => {
    if (queue) return queueName(queue);
    return queues?.some(({ id }) => id === number) ? queueName(number) : groupPhone(number);
  };
}
