/** What customers are told of their cases. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type CaseTellings = Schemas['CaseTellings'];
export type CaseTelling = Schemas['CaseTelling'];
export type TellingHow = CaseTelling['how'];

const one = (case_id: string) => ({ params: { path: { case_id } } });

export const listTellings = (case_id: string) =>
  told(client.GET('/api/cases/{case_id}/tellings', one(case_id)));
export const tellCustomer = (case_id: string, body: Schemas['CaseTellingAsked']) =>
  told(client.POST('/api/cases/{case_id}/tellings', { ...one(case_id), body }));
export const askSatisfaction = (case_id: string, body: Schemas['CaseSatisfactionAsked']) =>
  told(client.POST('/api/cases/{case_id}/satisfaction', { ...one(case_id), body }));
