/** What was published of some kinds of configuration, and the way back. */
import { client, told } from './client';
import type { components } from './schema';

export type Publication = components['schemas']['PublicationShown'];
export type ItemChanged = components['schemas']['ItemChanged'];

export const listPublications = (kinds: readonly string[], before?: number) =>
  told(client.GET('/api/config-history', { params: { query: { kind: [...kinds], before, limit: 30 } } }));
export const compareNumbers = (kinds: readonly string[], since: number, until?: number) =>
  told(client.GET('/api/config-history/changes', { params: { query: { since, until, kind: [...kinds] } } }));
export const rollBackTo = (kinds: readonly string[], to: number) =>
  told(client.POST('/api/config-history/roll-back', { body: { to, kinds: [...kinds], note: '' } }));
