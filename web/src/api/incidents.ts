/** What the page asks of the server about major incidents (突发事件). */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Incident = Schemas['IncidentLine'];
export type IncidentWhole = Schemas['IncidentWhole'];
export type IncidentStep = Schemas['IncidentStep'];
export type IncidentDeclaring = Schemas['IncidentDeclaring'];
export type IncidentChanging = Schemas['IncidentChanging'];
export type IncidentSolvingAsked = Schemas['IncidentSolvingAsked'];
export type IncidentGoal = Schemas['IncidentSolvingAsked']['to'];

const of = (case_id: string) => ({ params: { path: { case_id } } });
const page = (case_id: string, after?: string) => ({
  params: { path: { case_id }, query: after ? { after } : {} },
});

export const runningIncidents = () => told(client.GET('/api/incidents/running'));
export const listIncidents = (ended: boolean, after?: string) =>
  told(client.GET('/api/incidents', { params: { query: { ended, ...(after ? { after } : {}) } } }));
export const getIncident = (id: string) => told(client.GET('/api/cases/{case_id}/incident', of(id)));
export const declareIncident = (id: string, body: IncidentDeclaring) =>
  told(client.POST('/api/cases/{case_id}/incident', { ...of(id), body }));
export const changeIncident = (id: string, body: IncidentChanging) =>
  told(client.PUT('/api/cases/{case_id}/incident', { ...of(id), body }));
export const endIncident = (id: string, revision: number, result: string) =>
  told(client.POST('/api/cases/{case_id}/incident/end', { ...of(id), body: { revision, result } }));
export const announceIncident = (id: string, revision: number, prompt: string | null) =>
  told(client.PUT('/api/cases/{case_id}/incident/announcement', { ...of(id), body: { revision, prompt } }));
export const seeToIncidentStep = (case_id: string, step: string, body: Schemas['IncidentStepAsked']) =>
  told(
    client.PUT('/api/cases/{case_id}/incident/steps/{step}', { params: { path: { case_id, step } }, body }),
  );
export const joinIncident = (id: string, body: Schemas['IncidentJoining']) =>
  told(client.POST('/api/cases/{case_id}/incident/members', { ...of(id), body }));
export const incidentContacts = (id: string, after?: string) =>
  told(client.GET('/api/cases/{case_id}/incident/contacts', page(id, after)));
export const incidentCases = (id: string, after?: string) =>
  told(client.GET('/api/cases/{case_id}/incident/cases', page(id, after)));
export const solveIncident = (id: string, body: IncidentSolvingAsked) =>
  told(client.POST('/api/cases/{case_id}/incident/solving', { ...of(id), body }));
export const incidentResults = (id: string, after?: string) =>
  told(client.GET('/api/cases/{case_id}/incident/results', page(id, after)));
