/** What the page asks of the server about cases (工单). */
import { client, told } from './client';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type CaseLine = Schemas['CaseLineShown'];
export type CaseWhole = Schemas['CaseWhole'];
export type CaseStep = Schemas['CaseStep'];
export type CaseEntry = Schemas['CaseEntryShown'];
export type CaseTask = Schemas['CaseTaskShown'];
export type CaseTaskOpen = Schemas['CaseTaskOpen'];
export type CaseLoad = Schemas['CaseLoad'];
export type CaseClock = Schemas['CaseClock'];
export type CasePromise = Schemas['CasePromise'];
export type CaseNode = Schemas['CaseNode'];
export type CaseType = Schemas['CaseType'];
export type CaseTeam = Schemas['CaseTeam'];
export type CaseArrangement = Schemas['CaseArrangement'];
export type CaseOpening = Schemas['CaseOpening'];
export type CaseStepping = Schemas['CaseStepping'];
export type CaseEdit = Schemas['CaseEdit'];
export type CaseSuggestions = Schemas['CaseSuggestions'];
export type CaseSuggested = NonNullable<CaseOpening['suggested']>;
export type CaseReceipt = NonNullable<CaseWhole['receipt']>;
export type CaseState = CaseLine['state'];
export type CasePriority = CaseLine['priority'];

/** A field of a form, as configured. */
export interface CaseField {
  id: string;
  name: { zh: string; en?: string };
  kind: 'text' | 'long_text' | 'number' | 'date' | 'choice' | 'yes_no' | 'phone' | 'id_number';
  required?: boolean;
  choices?: { id: string; name: { zh: string; en?: string } }[];
  when?: { field: string; is: (string | boolean)[] };
}
export type FormValues = CaseOpening['form'];

export type CaseQuery = NonNullable<paths['/api/cases']['get']['parameters']['query']>;

const one = (case_id: string) => ({ params: { path: { case_id } } });

export const listCases = (query: CaseQuery) => told(client.GET('/api/cases', { params: { query } }));
export const countCases = () => told(client.GET('/api/cases/counts'));
export const listMyCaseTasks = () => told(client.GET('/api/cases/tasks'));
export type CasesLate = Schemas['CasesLate'];
export const countLateCases = () => told(client.GET('/api/cases/late'));
export const getCaseLoad = () => told(client.GET('/api/cases/load'));
export const getArrangement = () => told(client.GET('/api/cases/arrangement'));
export const getCase = (id: string) => told(client.GET('/api/cases/{case_id}', one(id)));
export const casesOfCustomer = (customer_id: string) =>
  told(client.GET('/api/customers/{customer_id}/cases', { params: { path: { customer_id } } }));
export const casesOfContact = (interaction_id: string) =>
  told(client.GET('/api/interactions/{interaction_id}/cases', { params: { path: { interaction_id } } }));

export const suggestForCase = (body: Schemas['CaseSuggestionAsked'], signal: AbortSignal) =>
  told(client.POST('/api/cases/suggestions', { body, signal }));
export const caseUses = () => told(client.GET('/api/cases/arrangement/uses'));
export const openCase = (body: CaseOpening) => told(client.POST('/api/cases', { body }));
export const editCase = (id: string, body: CaseEdit) =>
  told(client.PATCH('/api/cases/{case_id}', { ...one(id), body }));
export const stepCase = (id: string, body: CaseStepping) =>
  told(client.POST('/api/cases/{case_id}/steps', { ...one(id), body }));
export const noteCase = (id: string, text: string) =>
  told(client.POST('/api/cases/{case_id}/notes', { ...one(id), body: { text } }));
export const addTask = (id: string, text: string, agent: string | null) =>
  told(client.POST('/api/cases/{case_id}/tasks', { ...one(id), body: { text, agent, due_at: null } }));
export const settleTask = (case_id: string, task_id: string, done: boolean) =>
  told(
    client.PUT('/api/cases/{case_id}/tasks/{task_id}', {
      params: { path: { case_id, task_id } },
      body: { done },
    }),
  );
export const relateCase = (id: string, body: Schemas['CaseRelation']) =>
  told(client.POST('/api/cases/{case_id}/relations', { ...one(id), body }));
export const confirmReceipt = (id: string) =>
  told(client.POST('/api/cases/{case_id}/receipt/confirm', one(id)));
export const refuseReceipt = (id: string, body: Schemas['CaseReceiptRefusal']) =>
  told(client.POST('/api/cases/{case_id}/receipt/refuse', { ...one(id), body }));
export const sendAgain = (id: string, body: Schemas['CaseSendingAgain']) =>
  told(client.POST('/api/cases/{case_id}/receipt/again', { ...one(id), body }));
export type CaseBulk = Schemas['CaseBulk'];
export type CasesBulkAsked = Schemas['CasesBulkAsked'];
const ofBulk = (bulk_id: string) => ({ params: { path: { bulk_id } } });
export const doToCases = (body: CasesBulkAsked) => told(client.POST('/api/cases/bulk', { body }));
export const lastBulk = () => told(client.GET('/api/cases/bulk/last'));
export const goOnWithBulk = (id: string) => told(client.POST('/api/cases/bulk/{bulk_id}/on', ofBulk(id)));
export const undoBulk = (id: string) => told(client.POST('/api/cases/bulk/{bulk_id}/undo', ofBulk(id)));
