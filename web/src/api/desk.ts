/** What the page asks of the server for the agent's desk. */
import { client, told } from './client';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type Pop = Schemas['Pop'];
export type PopCustomer = Schemas['PopCustomer'];
export type PopCandidate = Schemas['PopCandidate'];
export type PopContact = Schemas['PopContact'];
export type PopItem = Schemas['PopItem'];
export type Day = Schemas['Day'];
export type Callback = Schemas['CallbackShown'];
export type ServerDraft = Schemas['DraftShown'];
export type DraftLine = Schemas['DraftLine'];

export interface PromisedCall {
  at: string;
  number: string | null;
  note: string;
}
export interface WrittenDraft {
  type: string;
  result: string;
  note: string;
  callback: { at: string | null; number: string | null; note: string } | null;
  revision: number;
}

const one = (id: string) => ({ params: { path: { interaction_id: id } } });
const callback = (id: string) => ({ params: { path: { callback_id: id } } });

export const getPop = (id: string) => told(client.GET('/api/desk/pop/{interaction_id}', one(id)));
export const chooseCustomer = (id: string, customer: string | null) =>
  told(client.POST('/api/desk/pop/{interaction_id}/customer', { ...one(id), body: { customer } }));

export const addCallerNumber = (id: string) =>
  told(client.POST('/api/desk/pop/{interaction_id}/number', { ...one(id), body: {} }));
export const takeCallerNumberBack = (id: string) =>
  told(client.DELETE('/api/desk/pop/{interaction_id}/number', one(id)));

export const listDrafts = () => told(client.GET('/api/desk/drafts'));
export const getDraft = (id: string) => told(client.GET('/api/desk/drafts/{interaction_id}', one(id)));
/** `keepalive`: also when the page is being closed. */
export const putDraft = (id: string, body: WrittenDraft) =>
  told(client.PUT('/api/desk/drafts/{interaction_id}', { ...one(id), body, keepalive: true }));
export const deleteDraft = (id: string) => told(client.DELETE('/api/desk/drafts/{interaction_id}', one(id)));

export const submitWrapUp = (
  id: string,
  body: { type: string; result: string; note: string; callback?: PromisedCall },
) => told(client.POST('/api/interactions/{interaction_id}/wrap-up', { ...one(id), body }));

export const getDay = () => told(client.GET('/api/desk/day'));

export type CallbackQuery = NonNullable<paths['/api/callbacks']['get']['parameters']['query']>;
export type CallbackCounts = Schemas['CallbackCounts'];
/** Everybody's. */
export const listCallbacks = (query: CallbackQuery) =>
  told(client.GET('/api/callbacks', { params: { query: { ...query, mine: false } } }));
export const countCallbacks = () => told(client.GET('/api/callbacks/counts'));
export const giveCallbacks = (ids: string[], agent: string) =>
  told(client.POST('/api/callbacks/give', { body: { ids, agent } }));
export const listMyCallbacks = () =>
  told(client.GET('/api/callbacks', { params: { query: { mine: true, state: 'open' } } }));
export const finishCallback = (id: string) =>
  told(client.POST('/api/callbacks/{callback_id}/done', { ...callback(id), body: { note: '' } }));
export const cancelCallback = (id: string) =>
  told(client.POST('/api/callbacks/{callback_id}/cancel', { ...callback(id), body: { note: '' } }));
export const reopenCallback = (id: string) =>
  told(client.POST('/api/callbacks/{callback_id}/reopen', callback(id)));
export const moveCallback = (id: string, at: string) =>
  told(client.POST('/api/callbacks/{callback_id}/move', { ...callback(id), body: { at } }));

export type CallerIdentity = Schemas['CallerIdentity'];
const caller = (interaction_id: string, customer_id: string) => ({
  params: { path: { interaction_id, customer_id } },
});
export const getCallerIdentity = (id: string, customer: string) =>
  told(client.GET('/api/desk/pop/{interaction_id}/identity/{customer_id}', caller(id, customer)));
export const answerQuestions = (
  id: string,
  customer: string,
  body: { answers: Record<string, string>; once: string },
) =>
  told(
    client.POST('/api/desk/pop/{interaction_id}/identity/{customer_id}/answers', {
      ...caller(id, customer),
      body,
    }),
  );
export const sendCode = (id: string, customer: string, body: { way: 'mail' | 'sms'; place: number }) =>
  told(
    client.POST('/api/desk/pop/{interaction_id}/identity/{customer_id}/code', {
      ...caller(id, customer),
      body,
    }),
  );
export const checkCode = (id: string, customer: string, body: { code: string; once: string }) =>
  told(
    client.POST('/api/desk/pop/{interaction_id}/identity/{customer_id}/code/check', {
      ...caller(id, customer),
      body,
    }),
  );
export const openAnyway = (id: string, customer: string, reason: string) =>
  told(
    client.POST('/api/desk/pop/{interaction_id}/identity/{customer_id}/open', {
      ...caller(id, customer),
      body: { reason },
    }),
  );
