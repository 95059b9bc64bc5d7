/** What became of a contact, as word and colour. */
import type { InteractionRow } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { interactionWords, wordOf } from './words';

const LOOKS = {
  answered: 'good',
  abandoned: 'bad',
  overflowed: 'wait',
  left: '',
  unreached: 'bad',
  callback: 'wait',
  open: 'live',
} as const;

export function OutcomeMark({ row }: { row: Pick<InteractionRow, 'outcome' | 'stage'> }) {
  const t = useTexts(interactionWords);
  const going = row.outcome === 'open' ? wordOf('role_', row.stage) : null;
  return <span className={`pill ${LOOKS[row.outcome]}`}>{t(going ?? row.outcome)}</span>;
}
