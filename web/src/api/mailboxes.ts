/** Voice mail: mailboxes of mine and of my queues, what lies in them, and what is done with it. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type MailboxBrief = Schemas['MailboxBrief'];
export type Mailbox = Schemas['MailboxShown'];
export type Message = Schemas['MessageShown'];
export type OwnAddress = Schemas['OwnAddress'];
export type Mark = Schemas['MarkAsked']['state'];

export const listMailboxes = () => told(client.GET('/api/mailboxes'));
export const getMailbox = (mailbox: string) =>
  told(client.GET('/api/mailboxes/{mailbox}', { params: { path: { mailbox } } }));
export const markMessage = (mailbox: string, message: string, state: Mark) =>
  told(
    client.POST('/api/mailboxes/{mailbox}/messages/{message_id}', {
      params: { path: { mailbox, message_id: message } },
      body: { state },
    }),
  );
export const setPin = (mailbox: string, pin: string) =>
  told(client.PUT('/api/mailboxes/{mailbox}/pin', { params: { path: { mailbox } }, body: { pin } }));
export const dropGreeting = (mailbox: string) =>
  told(client.DELETE('/api/mailboxes/{mailbox}/greeting', { params: { path: { mailbox } } }));
export const getOwnAddress = (mailbox: string) =>
  told(client.GET('/api/mailboxes/{mailbox}/address', { params: { path: { mailbox } } }));
/** A letter with a code goes there; nothing else does before the code is typed in. */
export const wantOwnAddress = (mailbox: string, address: string) =>
  told(client.PUT('/api/mailboxes/{mailbox}/address', { params: { path: { mailbox } }, body: { address } }));
export const confirmOwnAddress = (mailbox: string, code: string) =>
  told(
    client.POST('/api/mailboxes/{mailbox}/address/confirm', {
      params: { path: { mailbox } },
      body: { code },
    }),
  );
export const dropOwnAddress = (mailbox: string) =>
  told(client.DELETE('/api/mailboxes/{mailbox}/address', { params: { path: { mailbox } } }));
export const soundOf = (mailbox: string, message: string) =>
  `/api/mailboxes/${encodeURIComponent(mailbox)}/messages/${message}/audio`;
