/** The directory: looking somebody up, and keeping own entries. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type DirectoryEntry = Schemas['EntryShown'];
export type EntryKind = DirectoryEntry['kind'];
export type EntryWhole = Schemas['EntryWhole'];
export type EntryAsked = Schemas['EntryAsked'];
export type SheetShown = Schemas['SheetShown'];

export interface Lookup {
  kind?: EntryKind | undefined;
  own?: boolean;
  limit?: number;
}

const at = (entry: string) => ({ params: { path: { entry } } });

export const lookUp = (q: string, { kind, own = false, limit = 20 }: Lookup = {}) =>
  told(client.GET('/api/directory', { params: { query: { q, own, limit, ...(kind ? { kind } : {}) } } }));
export const getEntry = (id: string) => told(client.GET('/api/directory/entries/{entry}', at(id)));
export const addEntry = (body: EntryAsked) => told(client.POST('/api/directory/entries', { body }));
export const changeEntry = (id: string, body: EntryAsked) =>
  told(client.PUT('/api/directory/entries/{entry}', { ...at(id), body }));
export const removeEntry = (id: string) => told(client.DELETE('/api/directory/entries/{entry}', at(id)));
export const sendSheet = (text: string, take: boolean) =>
  told(client.POST('/api/directory/sheet', { body: { text, take } }));
