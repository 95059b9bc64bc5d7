/** The work list of return visits, and for leaders what came of them. A line leads to the case. */
import { PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { listVisits, visitFigures, type Visit, type VisitFigure, type VisitQuery } from '@/api/visits';
import { CallButton } from '@/shared/dial/CallButton';
import { numberOf } from '@/shared/format/case-number';
import { percentOf } from '@/shared/format/number';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Failed } from '@/shared/ui/Empty';
import { CaseTabs } from '../CaseTabs';
import { NoneYet } from '../NoneYet';
import { Views } from '../Views';
import { signalSaid } from './said';
import { visitWords } from './words';
import '../cases.css';
import './visits.css';

const EVERY = 30_000;
const VIEWS = ['mine', 'everybody', 'ended'] as const;
type View = (typeof VIEWS)[number];

const ASKS: Record<View, VisitQuery> = {
  mine: { mine: true, state: 'planned' },
  everybody: { state: 'planned' },
  ended: {},
};

function Figures({ rows }: { rows: VisitFigure[] }) {
  const t = useTexts(visitWords);
  const locale = useLocale();
  return (
    <section className="panel" aria-label={t('figures')}>
      <div className="panel-head">
        <h2>{t('figures')}</h2>
      </div>
      <table className="visit-figures num">
        <thead>
          <tr>
            {(['rule', 'planned', 'overdue', 'done', 'reached', 'rate', 'mean', 'bad'] as const).map(
              (word) => (
                <th key={word} scope="col">
                  {t(word)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.rule}>
              <td>{nameIn(row.rule_name, locale)}</td>
              <td>{row.planned}</td>
              <td>{row.overdue}</td>
              <td>{row.ended}</td>
              <td>{row.reached}</td>
              <td>{percentOf(row.reached_rate)}</td>
              <td>{row.satisfaction === null ? '–' : row.satisfaction.toFixed(1)}</td>
              <td>{row.dissatisfied}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What came of it so far. */
function Came({ visit }: { visit: Visit }) {
  const t = useTexts(visitWords);
  const tried = visit.tries ? `${visit.tries}/${visit.most_tries} ${signalSaid(visit.last_try, t)}` : '';
  return (
    <>
      {tried} {visit.satisfaction ? t('satisfaction', { n: visit.satisfaction }) : ''}
    </>
  );
}

function Line({ visit }: { visit: Visit }) {
  const t = useTexts(visitWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const who = visit.case.customer?.name ?? '';
  const when = visit.state === 'planned' ? visit.due_at : (visit.closed_at ?? visit.due_at);
  return (
    <tr>
      <td>
        <Link to={`/cases/${visit.case.id}`}>
          <span className="quiet">{numberOf(visit.case.number)}</span> {visit.case.subject}
        </Link>
      </td>
      <td>{nameIn(visit.rule_name, locale)}</td>
      <td>{who}</td>
      <td>
        <span className={`pill ${visit.overdue ? 'bad' : ''}`}>{t(`state_${visit.state}`)}</span>{' '}
        <span className="visit-when">{whenOf(when, now)}</span>
      </td>
      <td>
        <Came visit={visit} />
      </td>
      <td>{nameIn(visit.agent?.name, locale) || nameIn(visit.team_name, locale) || t('nobody')}</td>
      <td>
        {visit.may && visit.callable_now ? (
          <CallButton wide to={{ kind: 'visit', id: visit.id }} who={who} />
        ) : null}
      </td>
    </tr>
  );
}

function List({ items }: { items: Visit[] }) {
  const t = useTexts(visitWords);
  return (
    <section className="panel">
      {items.some((one) => one.may && !one.callable_now) ? (
        <p className="visit-night quiet">{t('night')}</p>
      ) : null}
      <table className="visit-figures visit-list num" aria-label={t('title')}>
        <thead>
          <tr>
            {(['case', 'rule', 'customer', 'when', 'came', 'whose'] as const).map((word) => (
              <th key={word} scope="col">
                {t(word)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((visit) => (
            <Line key={visit.id} visit={visit} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function VisitsPage() {
  const t = useTexts(visitWords);
  const session = useSession();
  const [address, setAddress] = useSearchParams();
  const leads = may(session, 'cases.assign');
  const shown = VIEWS.filter((one) => one !== 'mine' || session.agent !== null);
  const view = shown.find((one) => one === address.get('view')) ?? shown[0] ?? 'everybody';
  const asked = useQuery({
    queryKey: ['visits', 'list', view],
    queryFn: async () => (await listVisits({ ...ASKS[view], limit: 200 })).items,
    refetchInterval: EVERY,
  });
  const figures = useQuery({
    queryKey: ['visits', 'figures'],
    queryFn: async () => (await visitFigures()).items,
    enabled: leads,
    refetchInterval: EVERY,
  });
  const items = (asked.data ?? []).filter((one) => view !== 'ended' || one.state !== 'planned');
  return (
    <div className="page">
      <CaseTabs />
      <div className="page-head">
        <h1>{t('title')}</h1>
        <Views
          label={t('title')}
          views={shown}
          shown={view}
          word={t}
          show={(one) => setAddress({ view: one })}
        />
      </div>
      {figures.data?.length ? <Figures rows={figures.data} /> : null}
      {asked.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.data && !items.length ? (
        <NoneYet
          icon={<PhoneOutlined />}
          title={t('none')}
          text={t('noneText')}
          to="/settings/after_cases"
          way={t('toRules')}
        />
      ) : null}
      {items.length ? <List items={items} /> : null}
    </div>
  );
}
