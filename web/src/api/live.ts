/** What the server says on /live. Times are integer microseconds UTC. */
import type { components } from './schema';
import type { Board as Told } from './types';

export type Micros = number;
export type BoardQueue = components['schemas']['BoardQueue'];
export type BoardAgent = components['schemas']['BoardAgent'];
export type Help = components['schemas']['HelpShown'];
/** `muted` and `help` are there only while the agent is muted, or asks for help. */
export type BoardCall = Omit<components['schemas']['BoardCall'], 'muted' | 'help'> & {
  muted?: boolean;
  help?: Help | null;
};
export type Board = Omit<Told, 'calls'> & { calls: Record<string, BoardCall> };

/** One input of the board. The body depends on the kind; the fold reads only the kinds it knows. */
export interface Fact {
  kind: string;
  at: Micros;
  body: Record<string, unknown>;
}

export type LiveMessage =
  | { type: 'snapshot'; seq: number; now: Micros; board: Board }
  | { type: 'facts' | 'own'; seq: number; now: Micros; facts: Fact[] }
  | { type: 'clock'; now: Micros };
