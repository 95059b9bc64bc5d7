/** What the page asks of the server about return visits (回访). */
import { client, told } from './client';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type Visit = Schemas['VisitShown'];
export type VisitQuestion = Schemas['VisitQuestion'];
export type VisitFigure = Schemas['VisitFigure'];
export type VisitResult = Schemas['VisitResultAsked'];
export type VisitQuery = NonNullable<paths['/api/visits']['get']['parameters']['query']>;

const one = (visit_id: string) => ({ params: { path: { visit_id } } });

export const listVisits = (query: VisitQuery) => told(client.GET('/api/visits', { params: { query } }));
export const visitFigures = () => told(client.GET('/api/visits/figures'));
export const tellVisit = (id: string, body: VisitResult) =>
  told(client.POST('/api/visits/{visit_id}/result', { ...one(id), body }));
export const cancelVisit = (id: string, reason: string) =>
  told(client.POST('/api/visits/{visit_id}/cancel', { ...one(id), body: { reason } }));
