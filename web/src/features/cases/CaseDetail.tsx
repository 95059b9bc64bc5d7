/** One case: what it is, how long still, what can be done next, its form, what belongs to it, what happened. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { getCase, type CaseWhole } from '@/api/cases';
import { CallButton } from '@/shared/dial/CallButton';
import { numberOf } from '@/shared/format/case-number';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { LevelMark } from '@/shared/ui/CustomerFacts';
import { Failed } from '@/shared/ui/Empty';
import { AboutLine } from './AboutAgent';
import { Around } from './Around';
import { detailWords } from './detail-words';
import { EditForm } from './EditForm';
import { Entries } from './Entries';
import { Kept } from './kept/Kept';
import { PriorityMark, StateMark } from './Marks';
import { Promises } from './Promises';
import { Steps } from './Steps';
import { caseWords } from './words';

const Receipt = lazy(() => import('./receipts/Receipt'));
const Visits = lazy(() => import('./visits/Visits'));
const Incident = lazy(() => import('./incidents/Incident'));
const Judgement = lazy(() => import('./about/Judgement'));
const CaseCalm = lazy(() => import('./CaseCalm'));

function Why({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  const locale = useLocale();
  const said = row.priority_why.map((why) => {
    const rule = nameIn(why.rule_name, locale);
    if (why.by === 'level') return t('whyLevel', { rule });
    if (why.by === 'word') return t('whyWord', { word: why.word, rule });
    return t(why.by === 'agent' ? 'whyAgent' : 'whyType');
  });
  return <span className="quiet">{said.join(' · ')}</span>;
}

function Head({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  const tc = useTexts(caseWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const owner = nameIn(row.owner?.name, locale);
  const judges = may(useSession(), 'cases.assign');
  return (
    <header className="case-head">
      <h3>{row.subject}</h3>
      <p className="case-line">
        <span className="num quiet">{numberOf(row.number)}</span>
        <StateMark row={row} />
        <PriorityMark priority={row.priority} /> <Why row={row} />
      </p>
      <p className="case-line">
        <span>{nameIn(row.type_name, locale)}</span>
        <span>
          {tc('owner')} <strong>{owner || tc('noOwner')}</strong>{' '}
          <span className="quiet">{nameIn(row.team_name, locale)}</span>
        </span>
        {row.customer ? (
          <span>
            {tc('customer')} <Link to={`/customers/${row.customer.id}`}>{row.customer.name}</Link>{' '}
            {row.customer.level === 'normal' ? null : <LevelMark level={row.customer.level} />}
            <CallButton to={{ kind: 'customer', id: row.customer.id }} who={row.customer.name} />
          </span>
        ) : null}
        {row.about_agent ? <AboutLine agent={row.about_agent} /> : null}
      </p>
      {row.about_agent && judges ? (
        <Suspense fallback={null}>
          <Judgement id={row.id} />
        </Suspense>
      ) : null}
      <p className="case-line quiet">
        <span className="num">{whenOf(row.opened_at, now)}</span>
        <span>{t('openedBy', { name: nameIn(row.opened_by, locale) || t('house') })}</span>
        {row.interaction ? <Link to={`/interactions/${row.interaction}`}>{t('fromContact')}</Link> : null}
        {row.reopened ? <span>{t('reopenedTimes', { n: row.reopened })}</span> : null}
      </p>
    </header>
  );
}

function Solved({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  const locale = useLocale();
  const stars = row.satisfaction;
  const told: [string, string][] = [
    [t('solution'), [nameIn(row.solution_name, locale), row.solution_text].filter(Boolean).join(' · ')],
    [t('cause'), nameIn(row.cause_name, locale)],
    [t('satisfaction'), stars ? t(`satisfaction${stars}` as 'satisfaction1') : ''],
  ];
  const said = told.filter(([, what]) => what);
  if (!said.length) return null;
  return (
    <dl className="facts case-solved">
      {said.map(([label, what]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="facts-note">{what}</dd>
        </div>
      ))}
    </dl>
  );
}

export function CaseDetail({ id }: { id: string }) {
  const asked = useQuery({
    queryKey: ['cases', 'one', id],
    queryFn: () => getCase(id),
    refetchInterval: 30_000,
  });
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const row = asked.data;
  return (
    <article className="case">
      <Head row={row} />
      <Promises promise={row.promise} reason={row.state_reason} />
      {row.receipt ? (
        <Suspense fallback={null}>
          <Receipt row={row} receipt={row.receipt} />
        </Suspense>
      ) : null}
      <Steps row={row} />
      <Solved row={row} />
      {row.top === 'complaint' ? (
        <Suspense fallback={null}>
          <CaseCalm row={row} />
        </Suspense>
      ) : null}
      <Suspense fallback={null}>
        <Incident key={row.id} row={row} />
      </Suspense>
      <EditForm row={row} />
      <Kept row={row} />
      <Suspense fallback={null}>
        <Visits id={row.id} />
      </Suspense>
      <Around row={row} />
      <Entries row={row} />
    </article>
  );
}
