/** What the page asks of the server about emergencies (紧急电话). */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type EmergencyList = Schemas['EmergencyList'];
export type Emergency = Schemas['EmergencyShown'];
export type EmergencySending = Schemas['EmergencySending'];

export const listEmergencies = () => told(client.GET('/api/emergencies'));
export const listPastEmergencies = (query: { since: string; until: string }) =>
  told(client.GET('/api/emergencies/past', { params: { query } }));
export const sendEmergency = (body: EmergencySending) => told(client.POST('/api/emergencies', { body }));
export const confirmEmergency = (case_id: string) =>
  told(client.POST('/api/emergencies/{case_id}/confirm', { params: { path: { case_id } } }));
