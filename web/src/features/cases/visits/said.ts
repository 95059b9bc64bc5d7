/** What the line said of a try, and what happened with visits, as words. Pure. */
import type { CaseEntry } from '@/api/cases';
import type { Locale, Name } from '@/api/types';
import { nameIn, type Speak } from '@/shared/i18n/texts';
import { textIn } from '../entry-words';
import type { visitWords } from './words';

type VisitSpeak = Speak<(typeof visitWords)['zh-CN']>;
const SIGNALS = [
  'answered',
  'busy',
  'no_answer',
  'declined',
  'unknown_number',
  'cancelled',
  'not_reached',
  'later',
] as const;
const STATES = [
  'planned',
  'reached',
  'refused',
  'wrong_number',
  'not_reached',
  'put_off',
  'cancelled',
] as const;

/** What the line, or the agent, said of a try. */
export function signalSaid(signal: unknown, t: VisitSpeak): string {
  const found = SIGNALS.find((one) => one === signal);
  return t(found ? `said_${found}` : 'said_failed');
}

function stateSaid(state: unknown, t: VisitSpeak): string {
  const found = STATES.find((one) => one === state);
  return found ? t(`state_${found}`) : String(state);
}

/** A line of a case's history about its visits; null: it is told elsewhere. */
export function visitSaid(
  { kind, body }: CaseEntry,
  t: VisitSpeak,
  locale: Locale,
): { what: string; more: string } | null {
  const rule = nameIn(body.rule_name as Name | null, locale);
  if (kind === 'visit_planned') return { what: t('entryPlanned', { rule }), more: '' };
  if (kind === 'visit_called') return { what: t('calledNo', { said: signalSaid(body.signal, t) }), more: '' };
  if (kind === 'visit_ended')
    return { what: t('entryEnded', { state: stateSaid(body.state, t) }), more: textIn(body, 'text') };
  if (kind === 'visited') return { what: t('entryVisited', { n: Number(body.satisfaction) }), more: '' };
  return null;
}
