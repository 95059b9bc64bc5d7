/** Mailboxes, fetched again when the live link says that something in one has changed. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getMailbox, listMailboxes, markMessage, type Mailbox, type Mark } from '@/api/mailboxes';
import { listen } from '@/shared/live/connection';

const KEY = 'mailboxes';

export function useMailboxes() {
  const client = useQueryClient();
  useEffect(
    () =>
      listen({
        facts: (facts) => {
          if (facts.some((fact) => fact.kind.startsWith('voicemail.')))
            void client.invalidateQueries({ queryKey: [KEY] });
        },
      }),
    [client],
  );
  return useQuery({ queryKey: [KEY], queryFn: listMailboxes });
}

export const useMailbox = (mailbox: string) =>
  useQuery({ queryKey: [KEY, mailbox], queryFn: () => getMailbox(mailbox) });

/** Keep what the server answered; the counts are asked for again. */
export function useKept(): (shown: Mailbox) => void {
  const client = useQueryClient();
  return (shown) => {
    client.setQueryData([KEY, shown.mailbox], shown);
    void client.invalidateQueries({ queryKey: [KEY], exact: true });
  };
}

export function useMark(mailbox: string) {
  const kept = useKept();
  return useMutation({
    mutationFn: ({ id, state }: { id: string; state: Mark }) => markMessage(mailbox, id, state),
    onSuccess: kept,
  });
}
