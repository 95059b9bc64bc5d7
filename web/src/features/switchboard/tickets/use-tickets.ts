/** Tickets as the page keeps them, and what is done with one. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { linkTicket, stepTicket, type Ticket, type TicketTold, type TicketWhole } from '@/api/tickets';

/** Keep what the server answered; the list is asked for again. */
export function useKeptTicket(): (whole: TicketWhole) => void {
  const client = useQueryClient();
  return (whole) => {
    client.setQueryData(['tickets', 'one', whole.ticket.id], whole);
    void client.invalidateQueries({ queryKey: ['tickets', 'list'] });
  };
}

export function useDeeds({ id, revision }: Ticket) {
  const kept = useKeptTicket();
  const client = useQueryClient();
  const onError = (): void => void client.invalidateQueries({ queryKey: ['tickets', 'one', id] });
  const step = useMutation({
    mutationFn: ({ step: name, told }: { step: string; told: TicketTold }) =>
      stepTicket(id, { step: name, revision, ...told }),
    onSuccess: kept,
    onError,
  });
  const link = useMutation({
    mutationFn: (interaction: string) => linkTicket(id, { interaction, revision }),
    onSuccess: kept,
    onError,
  });
  return { step, link };
}
