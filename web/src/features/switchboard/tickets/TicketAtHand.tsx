/** The open ticket of the call in hand, when there is one: calls may open theirs by themselves. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listTickets } from '@/api/tickets';
import type { Me } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { ticketWords } from './words';

const EVERY = 3_000;

export function TicketAtHand() {
  const t = useTexts(ticketWords);
  const interaction = useQueryClient().getQueryData<Me>(['me'])?.interaction?.id;
  const { data } = useQuery({
    queryKey: ['tickets', 'list', 'hand', interaction],
    queryFn: () => listTickets({ over: 'no', interaction: interaction ?? '' }),
    enabled: Boolean(interaction),
    refetchInterval: EVERY,
  });
  const one = interaction ? data?.items[0] : undefined;
  if (!one) return null;
  return <Link to={`/tickets/${one.id}`}>{t('atHand', { number: one.number })}</Link>;
}
