/** Whom the directory finds, as fields in which somebody is chosen show them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lookUp, type DirectoryEntry } from '@/api/directory';
import type { Board } from '@/api/live';
import type { AgentState, Locale } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { nameIn } from '@/shared/i18n/texts';

const MOST = 12;
const NOBODY: DirectoryEntry[] = [];

type Reach = Pick<DirectoryEntry['reach'][number], 'kind' | 'id'>;

export interface Reached {
  to: Reach;
  group: 'directory';
  name: string;
  aside: string;
  state: AgentState | null;
}

interface Shown {
  to: { kind: string; id: string };
}

/**
 * Whom of these one can call, each by the first of their numbers; without those who are shown already, and oneself.
 * Pure.
 */
export function reachedOf(
  found: readonly DirectoryEntry[],
  shown: readonly Shown[],
  { board, me, locale }: { board: Board | null; me: string; locale: Locale },
): Reached[] {
  const seen = new Set(shown.map(({ to }) => `${to.kind} ${to.id}`));
  const reached: Reached[] = [];
  for (const entry of found) {
    const [first] = entry.reach;
    if (!first || entry.agent === me || seen.has(`${first.kind} ${first.id}`)) continue;
    seen.add(`${first.kind} ${first.id}`);
    const department = nameIn(entry.department, locale);
    const aside = [department, groupPhone(first.number)].filter(Boolean).join(' · ');
    const state = entry.agent ? (board?.agents[entry.agent]?.state ?? null) : null;
    const to: Reach = { kind: first.kind, id: first.id };
    reached.push({ to, group: 'directory', name: nameIn(entry.name, locale), aside, state });
  }
  return reached;
}

/**
 * What the directory finds as one types; nobody for nothing. `former`: whom the former words found stand until those
 * of the present ones are there.
 */
export function useFoundInDirectory(typed: string, { former = true } = {}): readonly DirectoryEntry[] {
  const text = typed.trim();
  const asked = useQuery({
    queryKey: ['directory', 'find', text],
    queryFn: async () => (await lookUp(text, { limit: MOST })).items,
    enabled: text !== '',
    staleTime: 30_000,
    placeholderData: former ? keepPreviousData : undefined,
    retry: false,
  });
  return text ? (asked.data ?? NOBODY) : NOBODY;
}
