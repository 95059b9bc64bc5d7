/** Extensions: how they are, and what their owners wish. */
import { client, told } from './client';
import type { components } from './schema';

export type Extension = components['schemas']['ExtensionShown'];
export type Wishes = Pick<Extension, 'dnd' | 'always' | 'busy' | 'no_answer' | 'offline'>;

export const getExtension = (number: string) =>
  told(client.GET('/api/extensions/{number}', { params: { path: { number } } }));

/** All wishes at once: what is left out holds no more. */
export const wishFor = (number: string, body: Wishes) =>
  told(client.PUT('/api/extensions/{number}/wishes', { params: { path: { number } }, body }));
