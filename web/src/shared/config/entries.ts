/** Items of the configuration as forms have them: what they say with their drafts, and as choices. */
import { useQuery } from '@tanstack/react-query';
import { listConfig } from '@/api/calls';
import type { ConfigEntry, Name } from '@/api/types';

/** What an item says of itself. */
export type Body = Record<string, unknown>;

export interface Choice {
  value: string;
  label: string;
}

/** The items of a kind, with their drafts. */
export const useKind = (kind: string) =>
  useQuery({ queryKey: ['config', kind], queryFn: () => listConfig(kind) });

/** What an item says, its draft before what is in force; `usual` for a new one. */
export const bodyOf = (entry: ConfigEntry | null, usual: Body = {}): Body =>
  entry ? (entry.draft ?? entry.value ?? {}) : usual;

export const nameOf = (entry: ConfigEntry): Name | null => (bodyOf(entry).name as Name | undefined) ?? null;

/** Has it a draft that waits to be published? */
export const waits = (entry: ConfigEntry): boolean => entry.draft !== null || entry.draft_removes;

/** The body with a name in one language; without one that is spoken in none, no name at all. */
export function named(body: Body, language: 'zh' | 'en', word: string): Body {
  const { name: before, ...rest } = body;
  const name = { ...(before as Record<string, string> | undefined), [language]: word };
  const spoken = Object.fromEntries(Object.entries(name).filter(([, one]) => one !== ''));
  return Object.keys(spoken).length ? { ...rest, name: spoken } : rest;
}

/** What is set stays to be seen, also when it is not there any more. */
export const withSet = (choices: Choice[], set: string | null): Choice[] =>
  !set || choices.some(({ value }) => value === set) ? choices : [...choices, { value: set, label: set }];
