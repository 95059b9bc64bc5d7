/** Message slips as the page keeps them, and the call at hand for a new one. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Pop } from '@/api/desk';
import { stepSlip, type SlipSaid, type SlipStep, type SlipWhole } from '@/api/slips';
import type { Me } from '@/api/types';
import type { AtHand } from './draft';

export const SLIPS = 'slips';
export const slipKey = (id: string) => [SLIPS, 'one', id] as const;

/** Keep what the server answered; lists and counts are asked for again. */
export function useKept(): (whole: SlipWhole) => void {
  const client = useQueryClient();
  return (whole) => {
    client.setQueryData(slipKey(whole.slip.id), whole);
    void client.invalidateQueries({ queryKey: [SLIPS, 'list'] });
    void client.invalidateQueries({ queryKey: [SLIPS, 'waiting'] });
  };
}

/** Take a slip on. When somebody else was quicker, it is shown as it is now. */
export function useStep(id: string, revision: number) {
  const kept = useKept();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, said }: { step: SlipStep; said: SlipSaid }) =>
      stepSlip(id, step, { ...said, revision }),
    onSuccess: kept,
    onError: () => void client.invalidateQueries({ queryKey: slipKey(id) }),
  });
}

/** What the desk already knows of the caller of my call; null: nobody has called me now. */
export function callAtHand(client: QueryClient): AtHand | null {
  const contact = client.getQueryData<Me>(['me'])?.interaction;
  if (contact?.direction !== 'in') return null;
  const pop = client.getQueryData<Pop>(['pop', contact.id]);
  const known = pop?.customer;
  return {
    interaction: contact.id,
    number: contact.caller,
    caller: known ? known.name : contact.caller_name,
    company: known ? known.company : '',
    customer: known ? known.id : null,
  };
}
