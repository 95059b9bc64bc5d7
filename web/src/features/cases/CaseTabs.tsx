/** What there is of cases, page by page, with how much waits there for who looks. */
import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { listImprovements } from '@/api/improvements';
import { countWaitingRemedies } from '@/api/remedies';
import { texts, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';

const tabWords = texts(
  { label: '工单各页', cases: '工单', visits: '回访', approvals: '补偿审批', improvements: '改进措施' },
  {
    label: 'Pages of cases',
    cases: 'Cases',
    visits: 'Return visits',
    approvals: 'Approvals',
    improvements: 'Improvements',
  },
);

const EVERY = 30_000;

function useWaiting(leads: boolean, works: boolean) {
  const approvals = useQuery({
    queryKey: ['remedies', 'count'],
    queryFn: countWaitingRemedies,
    refetchInterval: EVERY,
    enabled: leads,
  }).data?.waiting;
  const improvements = useQuery({
    queryKey: ['improvements', 'list', { show: 'mine' }],
    queryFn: () => listImprovements({ show: 'mine' }),
    refetchInterval: 2 * EVERY,
    enabled: works,
  }).data?.mine;
  return { approvals, improvements };
}

export function CaseTabs() {
  const t = useTexts(tabWords);
  const session = useSession();
  const leads = may(session, 'cases.assign');
  const waiting = useWaiting(leads, session.agent !== null && may(session, 'cases.work'));
  const tabs = [
    { word: 'cases', many: undefined, shown: true },
    { word: 'visits', many: undefined, shown: true },
    { word: 'approvals', many: waiting.approvals, shown: leads },
    { word: 'improvements', many: waiting.improvements, shown: true },
  ] as const;
  return (
    <nav className="case-tabs" aria-label={t('label')}>
      {tabs
        .filter(({ shown }) => shown)
        .map(({ word, many }) => (
          <NavLink key={word} to={`/${word}`} className="case-tab">
            {t(word)} {many ? <span className="num case-many">{many}</span> : null}
          </NavLink>
        ))}
    </nav>
  );
}
