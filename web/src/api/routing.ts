/** Queues as supervisors look at them, and what would happen to a caller. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type QueueNow = Schemas['QueueNow'];
export type StepWorth = Schemas['StepWorth'];
export type Trial = Schemas['Trial'];
export type TrialAsked = Schemas['TrialAsked'];
export type WhyWaiting = Schemas['WhyWaiting'];
export type Goal = ['queue' | 'voicemail' | 'announcement', string];

/** What the pages of routing draft, publish and take back together. */
export const ROUTING_KINDS = ['queue', 'skill', 'hours'] as const;
export type RoutingKind = (typeof ROUTING_KINDS)[number];

export const showQueue = (queue: string) =>
  told(client.GET('/api/queues/{queue}/now', { params: { path: { queue } } }));
export const listAnnouncements = () => told(client.GET('/api/queues/announcements'));
export const tryQueue = (body: TrialAsked) => told(client.POST('/api/queues/trial', { body }));
/** `until`: a moment, or `opening`, when the queue opens next by its calendar; null: when somebody opens it. */
export const closeQueue = (queue: string, to: Goal | null, until: string | null) =>
  told(client.POST('/api/queues/{queue}/close', { params: { path: { queue } }, body: { to, until } }));
export const openQueue = (queue: string) =>
  told(client.POST('/api/queues/{queue}/open', { params: { path: { queue } } }));
export const whyWaiting = (interaction: string) =>
  told(client.GET('/api/queues/waiting/{interaction}', { params: { path: { interaction } } }));
