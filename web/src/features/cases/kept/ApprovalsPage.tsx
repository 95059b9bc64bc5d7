/** A leader's work list: remedies that wait for their word, and what was given this month and the last. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { listWaitingRemedies, sumRemedies } from '@/api/remedies';
import { numberOf } from '@/shared/format/case-number';
import { yuanOf } from '@/shared/format/money';
import { dateAt, dateOf, startOfDate } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { CaseTabs } from '../CaseTabs';
import { RemedyLine } from './RemedyLine';
import { remedyWords } from './remedy-words';
import '../cases.css';
import './kept.css';

/** The first moment of a month of the site: 0 this one, -1 the last, 1 the next. */
function monthFrom(ahead: number): string {
  const first = new Date(`${dateOf(dateAt(serverNow())).slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + ahead);
  return startOfDate(first.toISOString().slice(0, 10)).toISOString();
}

function Sums({ ahead, label }: { ahead: number; label: string }) {
  const t = useTexts(remedyWords);
  const locale = useLocale();
  const [begin, end] = [monthFrom(ahead), monthFrom(ahead + 1)];
  const sums = useQuery({
    queryKey: ['remedies', 'sums', begin],
    queryFn: () => sumRemedies(begin, end),
  }).data;
  if (!sums) return null;
  return (
    <section className="panel remedy-sums" aria-label={label}>
      <h2>
        {label} <span className="num">{yuanOf(sums.amount, locale)}</span>
      </h2>
      <ul>
        {sums.items.map((one) => (
          <li key={one.kind}>
            <span>{nameIn(one.name, locale)}</span>
            <span className="num quiet">{t('many', { n: one.many })}</span>
            <span className="num">{yuanOf(one.amount, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ApprovalsPage() {
  const t = useTexts(remedyWords);
  const client = useQueryClient();
  const asked = useQuery({
    queryKey: ['remedies', 'waiting'],
    queryFn: listWaitingRemedies,
    refetchInterval: 20_000,
  });
  const items = asked.data?.items ?? [];
  const fresh = (): void => {
    for (const part of ['remedies', 'cases']) void client.invalidateQueries({ queryKey: [part] });
  };
  return (
    <div className="page">
      <CaseTabs />
      <div className="page-head">
        <h1>{t('waitingPage')}</h1>
      </div>
      {asked.isPending ? <Skeleton active /> : null}
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.data && !items.length ? <Empty title={t('none')}>{t('noneText')}</Empty> : null}
      <ul className="remedy-waiting">
        {items.map(({ remedy, case: row }) => (
          <li key={remedy.id} className="panel">
            <p className="case-line">
              <Link to={`/cases/${row.id}`}>
                <span className="num quiet">{numberOf(row.number)}</span> {row.subject}
              </Link>
              <span className="quiet">{row.customer?.name}</span>
            </p>
            <ul className="remedy-list">
              <RemedyLine remedy={remedy} of={row.id} onDone={fresh} />
            </ul>
          </li>
        ))}
      </ul>
      <div className="remedy-months">
        <Sums ahead={0} label={t('month')} />
        <Sums ahead={-1} label={t('lastMonth')} />
      </div>
    </div>
  );
}
