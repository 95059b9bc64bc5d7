/** What the person who is signed in is told of cases, until they have seen it. */
import { client, told } from './client';
import type { components } from './schema';

export type CaseNotices = components['schemas']['CaseNotices'];

export const listCaseNotices = () => told(client.GET('/api/case-notices'));
/** Null: all of them. */
export const seeCaseNotices = (ids: string[] | null) =>
  told(client.POST('/api/case-notices/seen', { body: { ids } }));
