/** What there is of cases, page by page, with how much waits there for who looks. */
import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { listAllMarks } from '@/api/calm';
import { listEmergencies } from '@/api/emergencies';
import { countWaitingRemedies } from '@/api/remedies';
import { useHelps, waitsForMe } from '@/shared/helps/use-helps';
import { texts, useTexts } from '@/shared/i18n/texts';
import { useMyImprovements } from '@/shared/improvements/mine';
import { useRunningIncidents } from '@/shared/incidents/running';
import { may, useSession } from '@/shared/session/session';
import { useCallbackCounts } from './callbacks/use-callbacks';

const tabWords = texts(
  {
    label: '工单各页',
    cases: '工单',
    visits: '回访',
    callbacks: '约定回电',
    approvals: '补偿审批',
    improvements: '改进措施',
    helps: '求助',
    marks: '客户标记',
    complaints: '态度投诉',
    incidents: '突发事件',
    emergencies: '紧急电话',
  },
  {
    label: 'Pages of cases',
    cases: 'Cases',
    visits: 'Return visits',
    callbacks: 'Calls back',
    approvals: 'Approvals',
    improvements: 'Improvements',
    helps: 'Help',
    marks: 'Marks',
    complaints: 'About agents',
    incidents: 'Major incidents',
    emergencies: 'Emergencies',
  },
);

const EVERY = 30_000;

function useWaiting(leads: boolean, works: boolean, decides: boolean) {
  const helps = useHelps(leads || works).data?.items.filter(waitsForMe).length;
  const marks = useQuery({
    queryKey: ['marks', 'list', 'proposed'],
    queryFn: () => listAllMarks('proposed'),
    refetchInterval: EVERY,
    enabled: decides,
  }).data?.items.filter((one) => one.decidable).length;
  const approvals = useQuery({
    queryKey: ['remedies', 'count'],
    queryFn: countWaitingRemedies,
    refetchInterval: EVERY,
    enabled: leads,
  }).data?.waiting;
  const improvements = useMyImprovements(works).data?.mine;
  return { approvals, improvements, helps, marks };
}

export function CaseTabs() {
  const t = useTexts(tabWords);
  const session = useSession();
  const leads = may(session, 'cases.assign');
  const running = useRunningIncidents().length;
  const decides = may(session, 'customers.keep');
  const works = session.agent !== null && may(session, 'cases.work');
  const ofTeam = useQuery({ queryKey: ['emergencies'], queryFn: listEmergencies, enabled: works }).data
    ?.of_team;
  const waiting = useWaiting(leads, works, decides);
  const promised = useCallbackCounts(may(session, 'callbacks.all')).data;
  const tabs = [
    { word: 'cases', many: undefined, shown: true },
    { word: 'visits', many: undefined, shown: true },
    { word: 'callbacks', many: promised?.overdue, shown: may(session, 'callbacks.all') },
    { word: 'approvals', many: waiting.approvals, shown: leads },
    { word: 'incidents', many: running || undefined, shown: true },
    { word: 'emergencies', many: undefined, shown: leads || ofTeam },
    { word: 'improvements', many: waiting.improvements, shown: true },
    { word: 'helps', many: waiting.helps, shown: leads || works },
    { word: 'marks', many: waiting.marks, shown: decides || may(session, 'customers.change') },
    { word: 'complaints', many: undefined, shown: leads },
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
