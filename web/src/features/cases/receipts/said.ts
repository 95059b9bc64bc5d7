/** What happened to the receipt of a case, as lines of its history. */
import type { CaseEntry } from '@/api/cases';
import type { Locale, Name } from '@/api/types';
import { nameIn, type Speak } from '@/shared/i18n/texts';
import { textIn } from '../entry-words';
import type { receiptWords } from './words';

type ReceiptSpeak = Speak<(typeof receiptWords)['zh-CN']>;

export function receiptSaid(
  { kind, body }: CaseEntry,
  t: ReceiptSpeak,
  locale: Locale,
): { what: string; more: string } | null {
  const team = nameIn((body.by_team ?? body.team) as Name | null, locale);
  switch (kind) {
    case 'receipt_asked':
      return { what: t('entry_receipt_asked', { team, n: Number(body.minutes) }), more: '' };
    case 'receipt_confirmed':
      return { what: t(body.late ? 'entry_receipt_confirmed_late' : `entry_${kind}`, { team }), more: '' };
    case 'receipt_refused':
    case 'receipt_dropped':
    case 'receipt_late':
      return { what: t(`entry_${kind}`, { team }), more: textIn(body, 'reason') };
    default:
      return null;
  }
}
