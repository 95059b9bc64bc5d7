/** Scripts: the library, saying them in a contact, how well they do, and readiness before the shift. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Vocabulary = Schemas['Vocabulary'];
export type Scene = Schemas['ScriptLine']['scene'];
export type ScriptRow = Schemas['ScriptLine'];
export type Script = Schemas['ScriptShown'];
export type Version = Schemas['VersionShown'];
export type ScriptProblem = Schemas['ScriptProblem'];
export type Draft = Schemas['DraftWritten'];
export type AtHand = Schemas['ScriptsAtHand'];
export type Use = Schemas['UseShown'];
export type Line = Schemas['SpokenLine'];
export type Step = Schemas['StepAsked'];
export type Effect = Schemas['ScriptEffect'];
export type VersionEffect = Schemas['VersionEffect'];
export type Readiness = Schemas['Readiness'];
export type Change = Schemas['ChangeShown'];
export type Named = Schemas['Named'];

const script = (script_id: string) => ({ params: { path: { script_id } } });
const version = (script_id: string, version: number) => ({ params: { path: { script_id, version } } });
const call = (interaction_id: string) => ({ params: { path: { interaction_id } } });
const said = (use_id: string) => ({ params: { path: { use_id } } });

export const getVocabulary = () => told(client.GET('/api/scripts/vocabulary'));
export const listScripts = () => told(client.GET('/api/scripts'));
export const getScript = (id: string) => told(client.GET('/api/scripts/{script_id}', script(id)));
export const createScript = (body: Schemas['ScriptAsked']) => told(client.POST('/api/scripts', { body }));
export const renameScript = (id: string, body: Schemas['ScriptNamed']) =>
  told(client.PUT('/api/scripts/{script_id}', { ...script(id), body }));
export const checkScript = (body: Schemas['ScriptChecked']) =>
  told(client.POST('/api/scripts/check', { body }));
export const writeScript = (id: string, body: Draft) =>
  told(client.PUT('/api/scripts/{script_id}/draft', { ...script(id), body }));
export const dropDraft = (id: string, of: number) =>
  told(client.DELETE('/api/scripts/{script_id}/versions/{version}', version(id, of)));
export const proposeScript = (id: string, of: number) =>
  told(client.POST('/api/scripts/{script_id}/versions/{version}/propose', version(id, of)));
export const withdrawScript = (id: string, of: number) =>
  told(client.POST('/api/scripts/{script_id}/versions/{version}/withdraw', version(id, of)));
export const sendScriptBack = (id: string, of: number, why: string) =>
  told(
    client.POST('/api/scripts/{script_id}/versions/{version}/send-back', {
      ...version(id, of),
      body: { why },
    }),
  );
export const approveScript = (id: string, of: number, share: number | null) =>
  told(
    client.POST('/api/scripts/{script_id}/versions/{version}/approve', {
      ...version(id, of),
      body: { share },
    }),
  );
export const endTrial = (id: string, keep: number) =>
  told(client.POST('/api/scripts/{script_id}/trial/end', { ...script(id), body: { keep } }));
export const retireScript = (id: string) => told(client.POST('/api/scripts/{script_id}/retire', script(id)));
export const getEffect = (script_id: string, days: number) =>
  told(
    client.GET('/api/scripts/{script_id}/effect', {
      params: { path: { script_id }, query: { days } },
    }),
  );

export const getAtHand = (id: string) => told(client.GET('/api/desk/scripts/{interaction_id}', call(id)));
export const sayScript = (id: string, of: string) =>
  told(client.POST('/api/desk/scripts/{interaction_id}/uses', { ...call(id), body: { script: of } }));
export const stepScript = (id: string, body: Step) =>
  told(client.POST('/api/desk/script-uses/{use_id}/steps', { ...said(id), body }));
export const rateScript = (id: string, helpful: boolean | null) =>
  told(client.PUT('/api/desk/script-uses/{use_id}/helpful', { ...said(id), body: { helpful } }));
export const rehearse = (of: string, at: number) =>
  told(client.POST('/api/desk/rehearsals', { body: { script: of, version: at } }));

export const getReadiness = () => told(client.GET('/api/desk/readiness'));
export const confirmChange = (script_id: string, version: number) =>
  told(
    client.POST('/api/desk/readiness/read/{script_id}/{version}', {
      params: { path: { script_id, version } },
    }),
  );
export const keepChecklist = (items: { id: string; text: string }[]) =>
  told(client.PUT('/api/desk/readiness/checklist', { body: { items } }));
export const tickChecklist = (ticked: string[]) =>
  told(client.PUT('/api/desk/readiness/ticks', { body: { ticked } }));
export const beReady = () => told(client.POST('/api/desk/readiness/ready'));
