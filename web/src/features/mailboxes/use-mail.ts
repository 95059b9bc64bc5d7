/** Mailboxes, fetched again when the live link says that something in one has changed. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  confirmOwnAddress,
  dropOwnAddress,
  getMailbox,
  getOwnAddress,
  listMailboxes,
  markMessage,
  wantOwnAddress,
  type Mailbox,
  type Mark,
  type OwnAddress,
} from '@/api/mailboxes';
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

/** Where the owner is told by mail, and what can be done about it. */
export function useOwnAddress(mailbox: string) {
  const client = useQueryClient();
  const key = [KEY, mailbox, 'address'];
  const onSuccess = (shown: OwnAddress): void => void client.setQueryData(key, shown);
  return {
    asked: useQuery({ queryKey: key, queryFn: () => getOwnAddress(mailbox) }),
    wanting: useMutation({ mutationFn: (address: string) => wantOwnAddress(mailbox, address), onSuccess }),
    confirming: useMutation({ mutationFn: (code: string) => confirmOwnAddress(mailbox, code), onSuccess }),
    dropping: useMutation({ mutationFn: () => dropOwnAddress(mailbox), onSuccess }),
  };
}
