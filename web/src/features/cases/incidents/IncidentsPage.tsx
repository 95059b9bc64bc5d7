/** Major incidents, those that run and those that are over. Each leads to its master. */
import { AlertOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { listIncidents, type Incident } from '@/api/incidents';
import { numberOf } from '@/shared/format/case-number';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { CaseTabs } from '../CaseTabs';
import { Views } from '../Views';
import { Figures } from './Figures';
import { incidentWords } from './words';
import '../cases.css';
import './incidents.css';

const EVERY = 15_000;
const VIEWS = ['running', 'ended'] as const;

function Line({ incident }: { incident: Incident }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  return (
    <article className="panel incident" aria-label={incident.what}>
      <div className="panel-head">
        <h2>
          <Link to={`/cases/${incident.case}`}>{incident.what}</Link>
        </h2>
        <span className="num quiet">{numberOf(incident.number)}</span>
        <span className="quiet">{nameIn(incident.type_name, locale)}</span>
        {incident.announced ? <span className="pill live">{t('announced')}</span> : null}
      </div>
      <Figures incident={incident} />
    </article>
  );
}

export function IncidentsPage() {
  const t = useTexts(incidentWords);
  const [address, setAddress] = useSearchParams();
  const ended = address.get('view') === 'ended';
  const asked = useInfiniteQuery({
    queryKey: ['incidents', 'list', ended],
    queryFn: ({ pageParam }) => listIncidents(ended, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: EVERY,
  });
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <CaseTabs />
      <div className="page-head">
        <h1>{t('title')}</h1>
        <Views
          label={t('views')}
          views={VIEWS}
          shown={ended ? 'ended' : 'running'}
          word={t}
          show={(one) => setAddress({ view: one })}
        />
      </div>
      {asked.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.data && !items.length ? (
        <Empty icon={<AlertOutlined />} title={t('none')}>
          {t('noneText')}
        </Empty>
      ) : null}
      <div className="incident-list">
        {items.map((incident) => (
          <Line key={incident.case} incident={incident} />
        ))}
      </div>
      {asked.hasNextPage ? (
        <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}
