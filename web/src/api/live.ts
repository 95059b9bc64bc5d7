/** What the server says on /live. Times are integer microseconds UTC. */
import type { components } from './schema';
import type { Board as Told } from './types';

export type Micros = number;
/** `estimates` is there once one of the waits that callers were told was watched. */
export type BoardQueue = Omit<components['schemas']['BoardQueue'], 'estimates' | 'lending_over'> & {
  estimates?: components['schemas']['EstimatesShown'] | null;
  lending_over?: components['schemas']['LendingOver'] | null;
};
/** `moved` is there only where an agent serves other queues than configured: until when; null: as a helping team. */
export type BoardAgent = Omit<components['schemas']['BoardAgent'], 'moved'> & {
  moved?: Record<string, Micros | null>;
};
export type Help = components['schemas']['HelpShown'];
/** `muted` and `help` are there only while the agent is muted, or asks for help; `rung` while it rings at several. */
export type BoardCall = Omit<components['schemas']['BoardCall'], 'muted' | 'help' | 'rung'> & {
  muted?: boolean;
  help?: Help | null;
  rung?: string[];
};
export type Board = Omit<Told, 'calls' | 'agents' | 'queues'> & {
  queues: Record<string, BoardQueue>;
  agents: Record<string, BoardAgent>;
  calls: Record<string, BoardCall>;
};

/** One input of the board. The body depends on the kind; the fold reads only the kinds it knows. */
export interface Fact {
  kind: string;
  at: Micros;
  body: Record<string, unknown>;
}

/** Something that was said in a call: told only to those who are in it, and no part of the board. */
export interface Words {
  interaction: string;
  line: { at: Micros; side: 'outside' | 'inside'; text: string; typed: boolean };
}

export type LiveMessage =
  | { type: 'snapshot'; seq: number; now: Micros; board: Board }
  | { type: 'facts' | 'own'; seq: number; now: Micros; facts: Fact[] }
  | ({ type: 'words'; now: Micros } & Words)
  | { type: 'clock'; now: Micros };
