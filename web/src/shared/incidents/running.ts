/** Major incidents that run now, and whether something seems to belong to one. */
import { useQuery } from '@tanstack/react-query';
import { runningIncidents, type Incident } from '@/api/incidents';

const EVERY = 15_000;
export const RUNNING_KEY = ['incidents', 'running'] as const;

export const useRunningIncidents = (): Incident[] =>
  useQuery({ queryKey: RUNNING_KEY, queryFn: runningIncidents, refetchInterval: EVERY }).data?.items ?? [];

/**
 * Why something of these types (its own and all above it) with this text may belong to the incident: the word, or
 * '' for its type; null: it does not seem to. As `cases/core/incidents.py` says it.
 */
export function whyFits(
  incident: Pick<Incident, 'types' | 'words'>,
  types: readonly string[],
  text: string,
): string | null {
  const lower = text.toLowerCase();
  const word = incident.words.find((one) => one && lower.includes(one.toLowerCase()));
  if (word !== undefined) return word;
  return incident.types.some((one) => types.includes(one)) ? '' : null;
}
