/** A case whose team is to confirm that it has it: in words and with a sign, red when it is late. */
import { InboxOutlined, WarningFilled } from '@ant-design/icons';
import type { CaseLine } from '@/api/cases';
import { microsOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { receiptWords } from './words';

export function ReceiptMark({ row }: { row: Pick<CaseLine, 'receipt_due_at' | 'receipt_late'> }) {
  const t = useTexts(receiptWords);
  const now = useServerSecond();
  if (!row.receipt_due_at) return null;
  return row.receipt_late || microsOf(row.receipt_due_at) < now ? (
    <span className="pill bad">
      <WarningFilled aria-hidden /> {t('late')}
    </span>
  ) : (
    <span className="pill wait">
      <InboxOutlined aria-hidden /> {t('awaited')}
    </span>
  );
}
