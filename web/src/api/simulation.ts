/** Past days played again with other rules or other people. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Changes = Schemas['Changes'];
export type DayCounted = Schemas['DayCounted'];
export type MoreAgents = Schemas['MoreAgents'];
export type WithoutAgent = Schemas['WithoutAgent'];
export type Replay = Schemas['ReplayShown'];
export type ReplayAsked = Schemas['ReplayAsked'];
export type ReplayBrief = Schemas['ReplayBrief'];
export type ReplayResult = Schemas['ReplayResult'];
export type QueueCompared = Schemas['QueueCompared'];
export type Interval = Schemas['Interval'];

export const getPastDays = () => told(client.GET('/api/simulation/days'));

export const getPastDay = (day: string) =>
  told(client.GET('/api/simulation/days/{day}', { params: { path: { day } } }));
export type DayChoices = Awaited<ReturnType<typeof getPastDay>>;

export const getReplays = () => told(client.GET('/api/simulation/replays'));

export const getReplay = (replay: string) =>
  told(client.GET('/api/simulation/replays/{replay}', { params: { path: { replay } } }));

export const askForReplay = (body: ReplayAsked) => told(client.POST('/api/simulation/replays', { body }));

export const cancelReplay = (replay: string) =>
  told(client.DELETE('/api/simulation/replays/{replay}', { params: { path: { replay } } }));
