/** Call control: what agents, and those who lead, do with a call that is up. */
import { client, told } from './client';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type CallShown = Schemas['CallShown'];
export type PartyShown = Schemas['PartyShown'];
export type OutcomeShown = Schemas['OutcomeShown'];
export type To = Schemas['To'];
export type CallDeed = Schemas['DoAsked']['action'];
export type RecordingNow = Schemas['RecordingNow'];
export type RecordingDeed = Schemas['RecordingAsked']['action'];
export type PartyDeed = Schemas['PartyAsked']['action'];
export type CallTargets = Schemas['CallTargets'];
export type Mode = Schemas['SuperviseAsked']['mode'];
export type StateForced = Schemas['StateForced'];

type Verb = keyof Pick<paths, '/api/calls/{interaction}/transfer' | '/api/calls/{interaction}/consult'>;
const one = (interaction: string) => ({ params: { path: { interaction } } });
const dial = (path: Verb) => (id: string, to: To, reason: string) =>
  told(client.POST(path, { ...one(id), body: { to, reason: reason || null } }));

export const getCall = (id: string) => told(client.GET('/api/calls/{interaction}', one(id)));
export const listCallTargets = () => told(client.GET('/api/call-targets'));
export const transfer = dial('/api/calls/{interaction}/transfer');
export const consult = dial('/api/calls/{interaction}/consult');
export const addParty = (id: string, to: To, serial: boolean) =>
  told(client.POST('/api/calls/{interaction}/parties', { ...one(id), body: { to, serial } }));
export const actInCall = (id: string, action: CallDeed) =>
  told(client.POST('/api/calls/{interaction}/actions', { ...one(id), body: { action } }));
export const actOnParty = (interaction: string, party: string, action: PartyDeed) =>
  told(
    client.POST('/api/calls/{interaction}/parties/{party}', {
      params: { path: { interaction, party } },
      body: { action },
    }),
  );
export const recordCall = (id: string, action: RecordingDeed) =>
  told(client.POST('/api/calls/{interaction}/recording', { ...one(id), body: { action } }));
export const supervise = (id: string, mode: Mode) =>
  told(client.POST('/api/calls/{interaction}/supervision', { ...one(id), body: { mode } }));
export const leaveSupervision = (id: string) =>
  told(client.DELETE('/api/calls/{interaction}/supervision', one(id)));
export const forceState = (agent: string, body: StateForced) =>
  told(client.POST('/api/agents/{agent}/state', { params: { path: { agent } }, body }));
