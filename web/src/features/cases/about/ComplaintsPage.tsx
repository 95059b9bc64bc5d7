/** Complaints about agents, for who leads: by agent and week, upheld or not; every number opens its cases. */
import { SmileOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import {
  complaintsAbout,
  listAgentComplaints,
  type About,
  type AgentComplaint,
  type ComplaintFigures,
} from '@/api/calm';
import { numberOf } from '@/shared/format/case-number';
import { dateAfter, dateAt, dateOf, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { CaseTabs } from '../CaseTabs';
import { lastDays } from '../days';
import { StateMark } from '../Marks';
import { Views } from '../Views';
import { aboutWords } from './words';
import '../cases.css';
import '../visits/visits.css';
import './about.css';

const SPANS = { d30: 30, d90: 90, d365: 364 } as const;
/** More would stand too close to each other to say when each began. */
const MANY_WEEKS = 14;
const SPAN_KEYS = Object.keys(SPANS) as (keyof typeof SPANS)[];
const WHATS = ['all', 'upheld', 'unfounded', 'unjudged', 'open'] as const;
type What = (typeof WHATS)[number];

const countOf = (one: About, what: What): number =>
  what === 'unjudged' ? one.all - one.upheld - one.unfounded : one[what];

/** Whether a case is one of those that a number counts. */
const belongs = ({ case: row, upheld }: AgentComplaint, what: What): boolean =>
  ({
    all: true,
    upheld: upheld === true,
    unfounded: upheld === false,
    unjudged: upheld === null,
    open: row.state !== 'closed',
  })[what];

function Weeks({ figures }: { figures: ComplaintFigures }) {
  const t = useTexts(aboutWords);
  const most = Math.max(1, ...figures.weeks.map(({ all }) => all));
  const first = dateOf(new Date(figures.since));
  return (
    <section className="panel" aria-label={t('weekly')}>
      <div className="panel-head">
        <h2>{t('weekly')}</h2>
        <span className="quiet push about-key">
          <i className="is-upheld" /> {t('upheld')} <i /> {t('all')}
        </span>
      </div>
      <ol className="about-weeks">
        {figures.weeks.map(({ all, upheld }, nth) => {
          const from = dateAfter(first, 7 * nth);
          const said = t('weekOf', { from, all, upheld });
          return (
            <li key={from} title={said} aria-label={said}>
              <span className="num">{all || ''}</span>
              <i style={{ height: `${(64 * (all - upheld)) / most}px` }} />
              <i className="is-upheld" style={{ height: `${(64 * upheld) / most}px` }} />
              {figures.weeks.length > MANY_WEEKS ? null : <small className="num">{from.slice(5)}</small>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface BehindProps {
  one: About;
  what: What;
  span: { since: string; until: string };
}

function Behind({ one, what, span }: BehindProps) {
  const t = useTexts(aboutWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const asked = useQuery({
    queryKey: ['cases', 'about', one.agent.id, span],
    queryFn: () => listAgentComplaints(one.agent.id, span),
  });
  if (asked.isPending) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const items = asked.data.items.filter((each) => belongs(each, what));
  const who = nameIn(one.agent.name, locale);
  const label = t('behind', { who, what: t(what), n: items.length });
  return (
    <section className="panel" aria-label={label}>
      <div className="panel-head">
        <h2>{label}</h2>
      </div>
      <ul className="case-near about-behind">
        {items.map(({ case: row, upheld }) => (
          <li key={row.id}>
            <Link to={`/cases/${row.id}`}>
              <span className="num quiet">{numberOf(row.number)}</span>
              <span className="case-near-subject">{row.subject}</span>
              <span className={`pill ${upheld === null ? 'wait' : upheld ? 'bad' : ''}`}>
                {t(upheld === null ? 'unjudged' : upheld ? 'upheld' : 'unfounded')}
              </span>
              <StateMark row={row} />
              <span className="num quiet">{whenOf(row.opened_at, now)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TableProps {
  items: About[];
  chosen: { agent: string; what: What } | null;
  choose: (agent: string, what: What) => void;
}

function Table({ items, chosen, choose }: TableProps) {
  const t = useTexts(aboutWords);
  const locale = useLocale();
  return (
    <section className="panel">
      <table className="visit-figures num" aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('agent')}</th>
            {WHATS.map((what) => (
              <th key={what} scope="col">
                {t(what)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => {
            const who = nameIn(one.agent.name, locale);
            return (
              <tr key={one.agent.id}>
                <td>
                  {who} <span className="quiet">{one.agent.number}</span>
                </td>
                {WHATS.map((what) => {
                  const n = countOf(one, what);
                  return (
                    <td key={what}>
                      {n ? (
                        <button
                          type="button"
                          className="bare about-number"
                          aria-label={t('behind', { who, what: t(what), n })}
                          aria-pressed={chosen?.agent === one.agent.id && chosen.what === what}
                          onClick={() => choose(one.agent.id, what)}
                        >
                          {n}
                        </button>
                      ) : (
                        0
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function ComplaintsPage() {
  const t = useTexts(aboutWords);
  const [address, setAddress] = useSearchParams();
  const [chosen, choose] = useState<{ agent: string; what: What } | null>(null);
  const key = SPAN_KEYS.find((one) => one === address.get('span')) ?? 'd30';
  const span = lastDays(SPANS[key]);
  const asked = useQuery({
    queryKey: ['cases', 'about', span],
    queryFn: () => complaintsAbout(span),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const figures = asked.data;
  const one = figures?.items.find(({ agent }) => agent.id === chosen?.agent);
  return (
    <div className="page cases-page about-page">
      <CaseTabs />
      <div className="page-head">
        <h1>{t('title')}</h1>
        <Views
          label={t('title')}
          views={SPAN_KEYS}
          shown={key}
          word={t}
          show={(one) => setAddress({ span: one })}
        />
      </div>
      {asked.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {asked.isError && !figures ? <Failed failure={asked.error} again={() => void asked.refetch()} /> : null}
      {figures && !figures.items.length ? (
        <Empty icon={<SmileOutlined />} title={t('none')}>
          {t('noneText')}
        </Empty>
      ) : null}
      {figures?.items.length ? (
        <>
          <Weeks figures={figures} />
          <Table items={figures.items} chosen={chosen} choose={(agent, what) => choose({ agent, what })} />
        </>
      ) : null}
      {one && chosen ? <Behind one={one} what={chosen.what} span={span} /> : null}
    </div>
  );
}
