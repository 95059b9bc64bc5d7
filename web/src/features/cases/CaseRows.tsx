/** The cases behind a number: a short list, each opens its case. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import type { CaseLine } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { dateAt, whenOf } from '@/shared/format/time';
import { texts, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Failed } from '@/shared/ui/Empty';
import { StateMark } from './Marks';

const words = texts({ none: '这里没有您能看的工单。' }, { none: 'No cases here that you may see.' });

interface Props {
  label: string;
  asked: readonly unknown[];
  fetch: () => Promise<{ items: CaseLine[] }>;
}

export function CaseRows({ label, asked, fetch }: Props) {
  const t = useTexts(words);
  const found = useQuery({ queryKey: ['cases', 'behind', ...asked], queryFn: fetch });
  if (found.isPending) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  if (!found.data) return <Failed failure={found.error} again={() => void found.refetch()} />;
  const now = dateAt(serverNow());
  if (!found.data.items.length) return <p className="quiet">{t('none')}</p>;
  return (
    <ul className="case-near" aria-label={label}>
      {found.data.items.map((row) => (
        <li key={row.id}>
          <Link to={`/cases/${row.id}`}>
            <span className="num quiet">{numberOf(row.number)}</span>
            <span className="case-near-subject">{row.subject}</span>
            <StateMark row={row} />
            <span className="num quiet">{whenOf(row.opened_at, now)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
