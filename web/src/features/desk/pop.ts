/** Who is calling: asked as soon as it rings, again when an agent has said who it is. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/client';
import { addCallerNumber, chooseCustomer, getPop, takeCallerNumberBack, type Pop } from '@/api/desk';
import { groupPhone } from '@/shared/format/phone';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { ME_KEY } from './me';

export const popKey = (interaction: string) => ['pop', interaction] as const;

const MOST_TRIES = 8;
/** The call may be younger than what the server has read: asked again soon. A refusal stays one. */
const worthAgain = (tries: number, failure: unknown): boolean =>
  tries < MOST_TRIES &&
  (!(failure instanceof Problem) || failure.status === 404 || failure.status === 0 || failure.status >= 500);

export const usePop = (interaction: string | null) =>
  useQuery({
    queryKey: popKey(interaction ?? ''),
    queryFn: () => getPop(interaction ?? ''),
    enabled: interaction !== null,
    staleTime: 60_000,
    retry: worthAgain,
    retryDelay: (tries) => Math.min(150 * 2 ** tries, 4_000),
  });

export function useChoose(interaction: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: (customer: string | null) => chooseCustomer(interaction, customer),
    retry: (tries, failure) => tries < 4 && failure instanceof Problem && failure.status === 503,
    retryDelay: 400,
    onSuccess: (pop) => {
      client.setQueryData(popKey(interaction), pop);
      void client.invalidateQueries({ queryKey: ME_KEY });
      void client.invalidateQueries({ queryKey: ['customers'] });
    },
    onError,
  });
}

/** Add the number to the customer who was chosen, or take it back. */
export function useCallersNumber(interaction: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: (wish: 'add' | 'take back') =>
      wish === 'add' ? addCallerNumber(interaction) : takeCallerNumberBack(interaction),
    onSuccess: (pop) => {
      client.setQueryData(popKey(interaction), pop);
      void client.invalidateQueries({ queryKey: ['customers'] });
    },
    onError,
  });
}

/** The name to write on a draft or a notice; empty when nobody knows. */
export const whoOf = (pop: Pop | undefined): string =>
  pop?.customer?.name || pop?.caller_name || groupPhone(pop?.number ?? '');
