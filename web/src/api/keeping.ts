/** What is done with recordings beside listening: marks, holds, exports, room. */
import { client, told } from './client';
import type { components } from './schema';

export type Pause = components['schemas']['PauseShown'];
export type Space = components['schemas']['SpaceShown'];

const at = (id: string) => ({ params: { path: { recording_id: id } } });

export const getRecording = (id: string) => told(client.GET('/api/recordings/{recording_id}', at(id)));
export const getMarks = (id: string) => told(client.GET('/api/recordings/{recording_id}/marks', at(id)));
export const getSpace = () => told(client.GET('/api/recordings/space'));
export const holdRecording = (id: string, why: string) =>
  told(client.PUT('/api/recordings/{recording_id}/hold', { ...at(id), body: { why } }));
export const releaseRecording = (id: string) =>
  told(client.DELETE('/api/recordings/{recording_id}/hold', at(id)));

/** The marked WAV of an export. */
export async function exportRecording(id: string, why: string): Promise<Blob> {
  const asked = client.POST('/api/recordings/{recording_id}/exports', {
    ...at(id),
    body: { why },
    parseAs: 'blob',
  });
  return (await told(asked)) as Blob;
}
