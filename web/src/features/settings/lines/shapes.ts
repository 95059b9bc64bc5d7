/** What can be set of each kind of line, as the server checks it (telephony/config/lines.py). Pure. */
import type { Problem } from '@/api/client';
import type { ConfigEntry } from '@/api/types';

export type LineKind = 'extension' | 'ring_group' | 'park';
export type Body = Record<string, unknown>;
export interface Member {
  extension: string;
  after?: number;
  [more: string]: unknown;
}

/** `usual`: what holds when nothing is said. */
export type Field =
  | { field: 'outside' | 'call_waiting' | 'voicemail'; as: 'switch' }
  | { field: 'lines' | 'ring_seconds' | 'seconds' | 'return_seconds'; as: 'count'; usual: number }
  | { field: 'shown' | 'hot_line' | 'otherwise' | 'pickup_group'; as: 'text' }
  | { field: 'order'; as: 'order' }
  | { field: 'members'; as: 'members' };

export const ORDERS = ['all', 'in_turn', 'by_time'] as const;

export const SHAPES: Record<LineKind, Field[]> = {
  extension: [
    { field: 'outside', as: 'switch' },
    { field: 'shown', as: 'text' },
    { field: 'call_waiting', as: 'switch' },
    { field: 'voicemail', as: 'switch' },
    { field: 'lines', as: 'count', usual: 2 },
    { field: 'ring_seconds', as: 'count', usual: 25 },
    { field: 'pickup_group', as: 'text' },
    { field: 'hot_line', as: 'text' },
  ],
  ring_group: [
    { field: 'order', as: 'order' },
    { field: 'members', as: 'members' },
    { field: 'seconds', as: 'count', usual: 25 },
    { field: 'otherwise', as: 'text' },
  ],
  park: [{ field: 'return_seconds', as: 'count', usual: 120 }],
};

export const isLine = (kind: string): kind is LineKind => kind in SHAPES;

/** The body with one thing changed; what is emptied is left out. */
export function changed(body: Body, field: string, value: unknown): Body {
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
  return value === '' || value === null || value === undefined ? rest : { ...rest, [field]: value };
}

export function named(body: Body, language: 'zh' | 'en', word: string): Body {
  const name = { ...(body.name as Record<string, string> | undefined), [language]: word };
  const spoken = Object.fromEntries(Object.entries(name).filter(([, one]) => one !== ''));
  return changed(body, 'name', Object.keys(spoken).length ? spoken : null);
}

export const membersOf = (body: Body): Member[] =>
  Array.isArray(body.members) ? (body.members as Member[]) : [];

/** As it is sent: members that were left empty are none; nobody rings later unless all join one by one. */
export function sent(kind: LineKind, body: Body): Body {
  if (kind !== 'ring_group') return body;
  const timed = body.order === 'by_time';
  const members = membersOf(body)
    .filter((member) => member.extension.trim())
    .map(({ after, ...member }) => ({ ...member, ...(timed && after ? { after } : {}) }));
  return { ...body, members };
}

/** The field that a refusal is about; '' the whole. */
export function faultOf(problem: Problem): string {
  if (problem.key === 'config.bad_field') return String(problem.params.field ?? '');
  if (problem.key === 'config.no_name') return 'name';
  if (problem.key.startsWith('ring_group.')) return 'members';
  if (['extension.bad_number', 'extension.taken', 'config.bad_key'].includes(problem.key)) return 'key';
  return '';
}

export const waits = (entry: ConfigEntry): boolean => entry.draft !== null || entry.draft_removes;
