/** What the page asks of the server about remedies (补偿). Money is whole fen. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type CaseRemedy = Schemas['CaseRemedy'];
export type CaseRemedies = Schemas['CaseRemedies'];
export type RemedyKind = Schemas['RemedyKind'];
export type RemedySums = Schemas['RemedySums'];

const one = (case_id: string) => ({ params: { path: { case_id } } });
const of = (case_id: string, remedy_id: string) => ({ params: { path: { case_id, remedy_id } } });

export const listRemedies = (case_id: string) =>
  told(client.GET('/api/cases/{case_id}/remedies', one(case_id)));
export const offerRemedy = (case_id: string, body: Schemas['RemedyOffered']) =>
  told(client.POST('/api/cases/{case_id}/remedies', { ...one(case_id), body }));
export const decideRemedy = (case_id: string, id: string, yes: boolean, why: string) =>
  told(
    client.POST('/api/cases/{case_id}/remedies/{remedy_id}/decision', {
      ...of(case_id, id),
      body: { yes, why },
    }),
  );
export const revokeRemedy = (case_id: string, id: string, why: string) =>
  told(
    client.POST('/api/cases/{case_id}/remedies/{remedy_id}/revocation', {
      ...of(case_id, id),
      body: { why },
    }),
  );
export const listWaitingRemedies = () => told(client.GET('/api/remedies/waiting'));
export const countWaitingRemedies = () => told(client.GET('/api/remedies/count'));
export const sumRemedies = (begin: string, end: string) =>
  told(client.GET('/api/remedies/sums', { params: { query: { begin, end } } }));
