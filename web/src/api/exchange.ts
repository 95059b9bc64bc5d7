/** The configuration as a file: looked into, taken over as drafts. */
import { client, told } from './client';
import type { components } from './schema';

export type ImportChecked = components['schemas']['ImportChecked'];
export type WouldChange = components['schemas']['WouldChange'];
export interface Document {
  yaml: string;
  whole: boolean;
  over: boolean;
  kinds: string[];
}

/** What is in force, as YAML. */
export const EXPORT = '/api/config/export';
export const checkImport = (body: Document) => told(client.POST('/api/config/import/check', { body }));
export const importDocument = (body: Document) =>
  told(client.POST('/api/config/import', { body: { ...body, note: '' } }));
