/** What the page asks of the server for its telephone. */
import { client, told } from './client';
import type { paths } from './schema';

type Audio = NonNullable<
  paths['/api/agents/me/phone/audio']['put']['requestBody']
>['content']['application/json']['state'];

/** A short time: what is asked on the way to a call must fail soon to be tried again. */
const soon = (): AbortSignal => AbortSignal.timeout(5_000);

export const askPhone = (tab: string, takeOver: boolean) =>
  told(client.POST('/api/agents/me/phone', { body: { tab, take_over: takeOver }, signal: soon() }));

/** `keepalive`: also when the page is being put to sleep. */
export const tellAudio = (tab: string, state: Audio, detail?: string) =>
  told(
    client.PUT('/api/agents/me/phone/audio', {
      body: { tab, state, ...(detail ? { detail } : {}) },
      keepalive: true,
      signal: soon(),
    }),
  );

export const leavePhone = (tab: string) =>
  told(client.DELETE('/api/agents/me/phone', { params: { query: { tab } }, keepalive: true }));

export const rejoinCall = () =>
  told(client.POST('/api/agents/me/call', { body: { action: 'rejoin' }, signal: soon() }));

export const askEcho = () => told(client.POST('/api/agents/me/echo'));
