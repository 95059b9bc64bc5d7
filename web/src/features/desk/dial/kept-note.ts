/**
 * What is written before a call, kept in this browser until the call's wrap-up has it: a reload, a server that is away
 * or an answer that was lost on the way cost no word.
 */
import type { DialTo } from '@/api/dial';
import { serverNow } from '@/shared/live/clock';
import { keeperOf } from '../draft-keeper';

interface KeptNote {
  note: string;
  at: number; // milliseconds
  /** The call was asked for with it, and nobody knows what became of that. */
  asked: boolean;
}

const PREFIX = 'huawu.dial-note.';
const DAY = 86_400_000;
/** A call that was asked for is seen within this time, or was not made. */
const SEEN_WITHIN = 60_000;

const now = (): number => serverNow() / 1000;
const mine = (agent: string): string => `${PREFIX}${agent}.`;
const keyOf = (agent: string, { kind, id }: DialTo): string => `${mine(agent)}${kind}.${id}`;

function read(key: string): KeptNote | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<KeptNote> | null;
    if (typeof kept?.note !== 'string' || typeof kept.at !== 'number') return null;
    return { note: kept.note, at: kept.at, asked: kept.asked === true };
  } catch {
    return null;
  }
}

const all = (agent: string): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(mine(agent)));

/** What was written for a call to these that was not made, or not known to be made; not older than a day. */
export function noteFor(agent: string, to: DialTo): string {
  for (const key of all(agent)) if (now() - (read(key)?.at ?? 0) > DAY) localStorage.removeItem(key);
  return read(keyOf(agent, to))?.note ?? '';
}

export function keepNote(agent: string, to: DialTo, note: string, asked = false): void {
  if (note.trim()) localStorage.setItem(keyOf(agent, to), JSON.stringify({ note, at: now(), asked }));
  else localStorage.removeItem(keyOf(agent, to));
}

/** Whether a call of this agent was asked for with a note, and nobody knows what became of that. */
export const isNoteLost = (agent: string): boolean => all(agent).some((key) => read(key)?.asked);

/** From now on calls that are seen are others than the one that was asked for. */
export function askAnew(agent: string): void {
  for (const key of all(agent)) {
    const kept = read(key);
    if (kept?.asked) localStorage.setItem(key, JSON.stringify({ ...kept, asked: false }));
  }
}

/** Into the wrap-up of this call, before what stands there; the draft's keeper sends it until the server has it. */
export function putNote(agent: string, interaction: string, note: string): void {
  const keeper = keeperOf(agent, interaction);
  const there = keeper.view.draft.note;
  if (!there.includes(note)) keeper.change({ note: there ? `${note}\n${there}` : note });
}

/** A call of this agent is seen: the one whose answer was lost. Its note is put where it belongs. */
export function takeUpNote(agent: string, interaction: string): void {
  for (const key of all(agent)) {
    const kept = read(key);
    if (!kept?.asked) continue;
    if (now() - kept.at < SEEN_WITHIN) {
      putNote(agent, interaction, kept.note);
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, JSON.stringify({ ...kept, asked: false }));
    }
  }
}
