/** Mail that tells of messages: whether it goes out, and a letter to try it. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type MailState = Schemas['MailState'];
export type MailFailing = Schemas['MailFailing'];

export const getMail = () => told(client.GET('/api/mail'));
export const sendTestMail = (to: string) => told(client.POST('/api/mail/test', { body: { to } }));
