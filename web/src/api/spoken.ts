/** Calls in words: what was said, and what an agent has a voice say. */
import { client, told } from './client';
import type { components } from './schema';

export type WordsLine = components['schemas']['WordsLine'];

const inCall = (interaction: string) => ({ params: { path: { interaction } } });

export const getCallTranscript = (id: string) =>
  told(client.GET('/api/calls/{interaction}/transcript', inCall(id)));
export const getRecordingTranscript = (recording_id: string) =>
  told(client.GET('/api/recordings/{recording_id}/transcript', { params: { path: { recording_id } } }));
export const sayInCall = (id: string, text: string) =>
  told(client.POST('/api/calls/{interaction}/say', { ...inCall(id), body: { text } }));
