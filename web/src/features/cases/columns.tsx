/** The columns of the list. */
import { useMemo } from 'react';
import type { CaseLine } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import type { Column } from '@/shared/ui/RowList';
import { DueMark, PriorityMark, StateMark } from './Marks';
import { ReceiptMark } from './receipts/ReceiptMark';
import { caseWords } from './words';

/** `select`: draws the box that selects a row; null: nothing can be done with several. `receipts`: some rows are to
 *  be confirmed. */
export function useColumns(
  select: ((row: CaseLine) => React.ReactNode) | null,
  receipts: boolean,
): Column<CaseLine>[] {
  const t = useTexts(caseWords);
  const locale = useLocale();
  return useMemo(() => {
    const columns: Column<CaseLine>[] = [
      {
        key: 'number',
        title: t('number'),
        width: '96px',
        cell: (row) => <span className="num quiet">{numberOf(row.number)}</span>,
      },
      {
        key: 'priority',
        title: t('priority'),
        width: '64px',
        cell: (row) => <PriorityMark priority={row.priority} />,
      },
      {
        key: 'subject',
        title: t('subject'),
        width: 'minmax(0, 1.8fr)',
        cell: (row) => <strong className="who-name">{row.subject}</strong>,
      },
      {
        key: 'type',
        title: t('type'),
        width: 'minmax(0, 1.1fr)',
        cell: (row) => <span className="quiet">{nameIn(row.type_name, locale)}</span>,
      },
      {
        key: 'customer',
        title: t('customer'),
        width: 'minmax(0, 0.7fr)',
        cell: (row) => row.customer?.name ?? '',
      },
      {
        key: 'state',
        title: t('state'),
        width: receipts ? '168px' : '112px',
        cell: (row) => (
          <>
            <StateMark row={row} /> <ReceiptMark row={row} />
          </>
        ),
      },
      {
        key: 'owner',
        title: t('owner'),
        width: 'minmax(0, 0.8fr)',
        cell: (row) =>
          row.owner ? (
            nameIn(row.owner.name, locale)
          ) : (
            <span className="quiet">{nameIn(row.team_name, locale) || t('noOwner')}</span>
          ),
      },
      { key: 'due', title: t('due'), width: '128px', cell: (row) => <DueMark row={row} /> },
    ];
    if (!select) return columns;
    return [{ key: 'select', title: '', width: '28px', cell: select }, ...columns];
  }, [t, locale, select, receipts]);
}
