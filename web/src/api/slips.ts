/** Messages for people who are away. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Slip = Schemas['SlipShown'];
export type SlipWhole = Schemas['SlipWhole'];
export type SlipEntry = Schemas['SlipEntryShown'];
export type SlipAsked = Omit<Schemas['SlipNew'], 'key' | 'read_back'>;
export type SlipsWaiting = Schemas['SlipsWaiting'];
export type SlipStep = Slip['steps'][number];
export type SlipState = Slip['state'];
export type SlipHow = NonNullable<Schemas['SlipStepAsked']['how']>;
export type SlipBox = 'mine' | 'taken' | 'all';

export interface SlipFilters {
  box?: string;
  state?: string;
  calls?: string;
  whom?: string;
}

/** What goes with a step. */
export interface SlipSaid {
  note?: string;
  how?: SlipHow;
  to?: string;
}

const at = (slip: string) => ({ params: { path: { slip } } });

export const listSlips = ({ box, state, calls, whom }: SlipFilters, before?: string) =>
  told(
    client.GET('/api/slips', {
      params: {
        query: {
          box: (box ?? 'mine') as SlipBox,
          ...(state ? { state: state as SlipState | 'waiting' } : {}),
          ...(calls ? { calls: calls as Slip['call_back'] } : {}),
          ...(whom ? { whom } : {}),
          ...(before ? { before } : {}),
        },
      },
    }),
  );
export const countSlips = () => told(client.GET('/api/slips/waiting'));
export const getSlip = (id: string) => told(client.GET('/api/slips/{slip}', at(id)));
export const takeSlip = (body: SlipAsked & { key: string; read_back: boolean }) =>
  told(client.POST('/api/slips', { body }));
export const correctSlip = (id: string, body: SlipAsked & { revision: number }) =>
  told(client.PUT('/api/slips/{slip}', { ...at(id), body }));
export const stepSlip = (id: string, step: SlipStep, body: SlipSaid & { revision: number }) =>
  told(
    client.POST('/api/slips/{slip}/steps/{step}', {
      params: { path: { slip: id, step } },
      body: { note: '', to: '', how: null, ...body },
    }),
  );
