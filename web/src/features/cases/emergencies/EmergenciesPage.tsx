/** Emergencies of a time that is past: what was sent, who confirmed it and how soon, and its case. */
import { AlertOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { confirmEmergency, listPastEmergencies, type Emergency } from '@/api/emergencies';
import { numberOf } from '@/shared/format/case-number';
import { clockOf } from '@/shared/format/duration';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, secondsBetween, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Failed } from '@/shared/ui/Empty';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { CaseTabs } from '../CaseTabs';
import { NoneYet } from '../NoneYet';
import { lastDays } from '../days';
import { StateMark } from '../Marks';
import { Views } from '../Views';
import { emergenciesWords } from './words';
import '../cases.css';
import '../visits/visits.css';

const EVERY = 15_000;
const SPANS = { d1: 1, d7: 7, d30: 30, d365: 365 } as const;
const SPAN_KEYS = Object.keys(SPANS) as (keyof typeof SPANS)[];

/** Seconds until somebody of the team had it; null: nobody has said so. */
const tookOf = (one: Emergency): number | null =>
  one.confirmed_at === null ? null : secondsBetween(one.at, one.confirmed_at);

function Confirmed({ one }: { one: Emergency }) {
  const t = useTexts(emergenciesWords);
  const locale = useLocale();
  const client = useQueryClient();
  const confirming = useMutation({
    mutationFn: () => confirmEmergency(one.case),
    onSettled: () => client.invalidateQueries({ queryKey: ['emergencies'] }),
    onError: useSayRefusal(),
  });
  const took = tookOf(one);
  if (took !== null) return <>{t('after', { who: nameIn(one.confirmed_by, locale), time: clockOf(took) })}</>;
  return (
    <>
      <span className="pill bad">{t('unconfirmed')}</span>{' '}
      {one.may_confirm ? (
        <Button size="small" loading={confirming.isPending} onClick={() => confirming.mutate()}>
          {t('confirm')}
        </Button>
      ) : null}
    </>
  );
}

function Line({ one }: { one: Emergency }) {
  const t = useTexts(emergenciesWords);
  const locale = useLocale();
  const { who, where, what, number } = one.facts;
  const said = [what, where, who, groupPhone(number)].filter(Boolean);
  return (
    <tr>
      <td>{whenOf(one.at, dateAt(serverNow()))}</td>
      <td>{said.length ? said.join(' · ') : <span className="quiet">{t('unsaid')}</span>}</td>
      <td>{nameIn(one.by, locale)}</td>
      <td>{nameIn(one.team_name, locale)}</td>
      <td>
        <Confirmed one={one} />
      </td>
      <td>
        <Link to={`/cases/${one.case}`}>{numberOf(one.number)}</Link> <StateMark row={one} />
      </td>
    </tr>
  );
}

function Sum({ items }: { items: Emergency[] }) {
  const t = useTexts(emergenciesWords);
  const took = items.map(tookOf).filter((seconds) => seconds !== null);
  const slowest = took.length ? t('slowest', { time: clockOf(Math.max(...took)) }) : '';
  return (
    <p className="quiet num" role="status">
      {t('sum', { n: items.length, open: items.length - took.length })}
      {slowest}
    </p>
  );
}

function Table({ items }: { items: Emergency[] }) {
  const t = useTexts(emergenciesWords);
  return (
    <section className="panel">
      <table className="visit-figures visit-list num" aria-label={t('title')}>
        <thead>
          <tr>
            {(['at', 'what', 'by', 'team', 'got', 'case'] as const).map((word) => (
              <th key={word} scope="col">
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Line key={one.case} one={one} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function EmergenciesPage() {
  const t = useTexts(emergenciesWords);
  const [address, setAddress] = useSearchParams();
  const key = SPAN_KEYS.find((one) => one === address.get('span')) ?? 'd7';
  const span = lastDays(SPANS[key]);
  const asked = useQuery({
    queryKey: ['emergencies', 'past', span],
    queryFn: () => listPastEmergencies(span),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
  });
  const items = asked.data?.items ?? [];
  return (
    <div className="page cases-page">
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
      {asked.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.data && !items.length ? (
        <NoneYet
          icon={<AlertOutlined />}
          title={t('none')}
          text={t('noneText')}
          to="/settings/emergencies"
          way={t('toArrange')}
        />
      ) : null}
      {items.length ? (
        <>
          <Sum items={items} />
          <Table items={items} />
        </>
      ) : null}
      {asked.data?.more ? <p className="quiet">{t('more', { n: items.length })}</p> : null}
    </div>
  );
}
