/** What the page asks of the server about improvements (改进措施). */
import { client, told } from './client';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type Improvement = Schemas['Improvement'];
export type Improvements = Schemas['Improvements'];
export type ImprovementChanged = Schemas['ImprovementChanged'];
export type ImprovementPlanned = Schemas['ImprovementPlanned'];
export type ImprovementsAsked = NonNullable<paths['/api/improvements']['get']['parameters']['query']>;

const one = (improvement_id: string) => ({ params: { path: { improvement_id } } });

export const listImprovements = (query: ImprovementsAsked) =>
  told(client.GET('/api/improvements', { params: { query } }));
export const getImprovement = (id: string) => told(client.GET('/api/improvements/{improvement_id}', one(id)));
export const listCaseImprovements = (case_id: string) =>
  told(client.GET('/api/cases/{case_id}/improvements', { params: { path: { case_id } } }));
export const planImprovement = (body: ImprovementPlanned) => told(client.POST('/api/improvements', { body }));
export const changeImprovement = (id: string, body: ImprovementChanged) =>
  told(client.PATCH('/api/improvements/{improvement_id}', { ...one(id), body }));
/** `week` -1: the last before it was planned, 1: the first since it was done, 0: for whose sake it is. */
export const listCountedCases = (improvement_id: string, week: number) =>
  told(
    client.GET('/api/improvements/{improvement_id}/cases', {
      params: { path: { improvement_id }, query: { week } },
    }),
  );
