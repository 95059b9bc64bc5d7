/** What can be set of mail, as the server checks it (platform/mail/server.py, platform/mailed.py). */
import type { Field } from '../lines/shapes';

/** The mail server, and of messages in mailboxes: whom they are mailed to, how long they are kept. */
export const MAILED = {
  server: [
    { field: 'host', as: 'text' },
    { field: 'security', as: 'security' },
    { field: 'port', as: 'count' },
    { field: 'from', as: 'text' },
    { field: 'user', as: 'text' },
    { field: 'page', as: 'text' },
  ],
  queue: [
    { field: 'mail_to', as: 'list' },
    { field: 'mail_sound', as: 'switch' },
    { field: 'voicemail_days', as: 'count' },
  ],
  site: [
    { field: 'voicemail_days', as: 'count' },
    { field: 'mail_own_forbidden', as: 'switch' },
  ],
} satisfies Record<string, Field[]>;
