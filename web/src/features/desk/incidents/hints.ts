/**
 * Which incident whoever is on the line, or the case that is looked at, may be about. By what the page knows already:
 * no call waits for it, and nothing is asked for it.
 */
import { useQuery } from '@tanstack/react-query';
import { casesOfCustomer, getCase, type CaseWhole } from '@/api/cases';
import { whyFits } from '@/shared/incidents/running';
import type { Incident } from '@/api/incidents';
import { usePop } from '../pop';
import { useSaidSoFar } from '../use-call-words';

/** Why each incident may be what the caller means, by its master; as `whyFits`. `contact` null: nobody is on the line. */
export function useHints(contact: string | null, running: readonly Incident[]): Record<string, string> {
  const customer = usePop(contact).data?.customer?.id ?? '';
  const said = useSaidSoFar(contact ?? '');
  const cases = useQuery({
    queryKey: ['cases', 'of', customer],
    queryFn: () => casesOfCustomer(customer),
    enabled: false,
  });
  if (contact === null) return {};
  const open = customer ? (cases.data?.items ?? []) : [];
  const types = open.map((row) => row.type);
  const heard = said.filter(({ side }) => side === 'outside').map(({ text }) => text);
  const text = [...open.map((row) => row.subject), ...heard].join('\n');
  const hints = running.map((one) => [one.case, whyFits(one, types, text)] as const);
  return Object.fromEntries(hints.filter((one): one is [string, string] => one[1] !== null));
}

/** The case that is looked at, as it is known; undefined: none is, or it is not there yet. */
export function useLookedAt(id: string | undefined): CaseWhole | undefined {
  const asked = useQuery({
    queryKey: ['cases', 'one', id ?? ''],
    queryFn: () => getCase(id ?? ''),
    enabled: false,
  });
  return id ? asked.data : undefined;
}
