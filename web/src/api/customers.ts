/** Customers: what is written down of them, relations, merges, sheets. Searching is in `calls`. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type CustomerTold = Schemas['CustomerTold'];
export type CustomerField = Schemas['CustomerField'];
export type CustomerPhone = Schemas['CustomerPhone'];
export type CustomerAddress = Schemas['CustomerAddress'];
export type Relation = Schemas['RelationShown'];
export type RelationKind = Relation['kind'];

const at = (id: string) => ({ params: { path: { customer_id: id } } });

export const listCustomerFields = () => told(client.GET('/api/customers/fields'));
export const addCustomer = (body: CustomerTold) => told(client.POST('/api/customers', { body }));
export const changeCustomer = (id: string, body: CustomerTold) =>
  told(client.PUT('/api/customers/{customer_id}', { ...at(id), body }));
export type CustomerSheet = Schemas['CustomerSheet'];
export type CustomerSheetTold = Schemas['CustomerSheetTold'];

export const sendCustomers = (body: CustomerSheetTold) =>
  told(client.POST('/api/customers/imports', { body }));
export const listImports = () => told(client.GET('/api/customers/imports'));
export const undoImport = (id: string) =>
  told(client.POST('/api/customers/imports/{import_id}/undo', { params: { path: { import_id: id } } }));
export type DuplicateShown = Schemas['DuplicateShown'];

export const listDuplicates = (id: string) =>
  told(client.GET('/api/customers/{customer_id}/duplicates', at(id)));
export const mergeCustomers = (id: string, other: string) =>
  told(client.POST('/api/customers/{customer_id}/merge', { ...at(id), body: { other } }));
export const undoMerge = (number: number) =>
  told(client.POST('/api/customers/merges/{number}/undo', { params: { path: { number } } }));
export const relateCustomers = (id: string, kind: RelationKind, other: string) =>
  told(client.POST('/api/customers/{customer_id}/relations', { ...at(id), body: { kind, other, note: '' } }));
export const endRelation = (id: string, relation: string) =>
  told(
    client.DELETE('/api/customers/{customer_id}/relations/{relation}', {
      params: { path: { customer_id: id, relation } },
    }),
  );

export type CustomerReadiness = Schemas['CustomerReadiness'];
export type KeyItem = Schemas['KeyItem'];
export type FactShown = Schemas['FactShown'];
export type FactResult = Schemas['FactSaid']['result'];

export const getReadiness = (id: string) =>
  told(client.GET('/api/customers/{customer_id}/readiness', at(id)));
export const answerItems = (id: string, answers: Record<string, string>) =>
  told(client.POST('/api/customers/{customer_id}/readiness', { ...at(id), body: { answers } }));
export const getFacts = (id: string) => told(client.GET('/api/customers/{customer_id}/facts', at(id)));
export const sayFact = (id: string, field: string, result: FactResult, revision: number) =>
  told(client.POST('/api/customers/{customer_id}/facts', { ...at(id), body: { field, result, revision } }));
export const checkFacts = (id: string) =>
  told(client.POST('/api/customers/{customer_id}/facts/check', at(id)));
export const getErrorRate = (days: number) =>
  told(client.GET('/api/customers/error-rate', { params: { query: { days } } }));

export type ReviewShown = Schemas['ReviewShown'];
export type ReviewKind = Schemas['ReviewReason']['kind'];
export type ReviewAct = Schemas['ReviewAct']['act'];

export const listReviews = (query: { kind?: ReviewKind; mine?: boolean; after?: string }) =>
  told(client.GET('/api/customers/reviews', { params: { query: { ...query, limit: 50 } } }));
export const reviewCustomer = (id: string, act: ReviewAct) =>
  told(client.POST('/api/customers/{customer_id}/review', { ...at(id), body: { act } }));
