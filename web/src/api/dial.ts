/** Calling somebody: the card before, and the call. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type DialTo = Omit<Schemas['DialTo'], 'place'> & { place?: number };
export type Preparation = Schemas['Preparation'];

const whole = ({ kind, id, place = 0 }: DialTo): Schemas['DialTo'] => ({ kind, id, place });

export const prepareCall = (to: DialTo) =>
  told(client.GET('/api/desk/preparation', { params: { query: whole(to) } }));
export const dialCall = (to: DialTo, note: string) =>
  told(client.POST('/api/calls', { body: { to: whole(to), note } }));
