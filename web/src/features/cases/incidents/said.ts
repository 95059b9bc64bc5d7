/** What happened to a major incident, as lines of its master's history. */
import type { CaseEntry } from '@/api/cases';
import type { Locale, Name } from '@/api/types';
import { numberOf } from '@/shared/format/case-number';
import { nameIn, type Speak } from '@/shared/i18n/texts';
import { textIn } from '../entry-words';
import { incidentWords } from './words';

type IncidentSpeak = Speak<(typeof incidentWords)['zh-CN']>;

export function incidentSaid(
  { kind, body }: CaseEntry,
  t: IncidentSpeak,
  locale: Locale,
): { what: string; more: string } | null {
  if (kind === 'along_stays' && body.why === 'incident')
    return { what: t('staysIncident', { number: numberOf(Number(body.number)) }), more: '' };
  const word = `entry_${kind}`;
  if (!(word in incidentWords['zh-CN'])) return null;
  const more = nameIn(body.name as Name | null, locale) || textIn(body, 'text');
  return { what: t(word as 'entry_incident_ended'), more };
}
