/** Who takes calls from outside: the attendant, the operator, or whoever the calendar says. */
import { client, told } from './client';
import type { components } from './schema';

export type Duty = components['schemas']['Duty'];
export type DutyMode = Duty['mode'];

export const showDuty = () => told(client.GET('/api/duty'));
export const switchDuty = (mode: DutyMode) => told(client.PUT('/api/duty', { body: { mode } }));
