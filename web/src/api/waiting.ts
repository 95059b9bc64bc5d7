/** Callers who are called back instead of waiting: who waits for it, and having it done now or not at all. */
import { client, told } from './client';
import type { components } from './schema';

export type WaitingCallback = components['schemas']['CallbackWaiting'];
export type EndedCallback = components['schemas']['CallbackEnded'];

const of = (interaction: string) => ({ params: { path: { interaction } } });

export const listWaitingCallbacks = () => told(client.GET('/api/waiting-callbacks'));
export const listEndedCallbacks = () => told(client.GET('/api/waiting-callbacks/ended'));
export const cancelWaitingCallback = (interaction: string) =>
  told(client.POST('/api/waiting-callbacks/{interaction}/cancel', of(interaction)));
export const hurryWaitingCallback = (interaction: string) =>
  told(client.POST('/api/waiting-callbacks/{interaction}/now', of(interaction)));
