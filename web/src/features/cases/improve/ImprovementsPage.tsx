/** Improvements: mine, those that are late, all; narrowed by owner, type or cause; a row opens one beside. */
import { PlusOutlined, RiseOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import {
  listImprovements,
  type Improvement,
  type Improvements,
  type ImprovementsAsked,
} from '@/api/improvements';
import { dateOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { RowList, type Column } from '@/shared/ui/RowList';
import { SidePanel } from '@/shared/ui/SidePanel';
import { CaseTabs } from '../CaseTabs';
import { flatten, useArrangement } from '../use-cases';
import { useOwners } from '../use-whom';
import { Views } from '../Views';
import { EffectMark } from './EffectChart';
import { ImprovementForm } from './ImprovementForm';
import { ImprovementPanel, StateOf } from './ImprovementPanel';
import { improveWords } from './words';
import '../cases.css';
import './improve.css';

const FILTERS = ['show', 'owner', 'node'] as const;
const SHOWS = ['mine', 'late', 'open', 'over', 'all'] as const;
type Show = (typeof SHOWS)[number];
type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

function useColumns(): Column<Improvement>[] {
  const t = useTexts(improveWords);
  const locale = useLocale();
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('number'),
        width: '56px',
        cell: (one) => <span className="num">{one.number}</span>,
      },
      {
        key: 'what',
        title: t('what'),
        width: 'minmax(0, 2fr)',
        cell: (one) => <strong className="who-name">{one.what}</strong>,
      },
      {
        key: 'node',
        title: t('measured'),
        width: 'minmax(0, 1.2fr)',
        cell: (one) => <span className="quiet">{nameIn(one.node_name, locale)}</span>,
      },
      {
        key: 'owner',
        title: t('owner'),
        width: 'minmax(0, 0.8fr)',
        cell: (one) => nameIn(one.owner?.name, locale),
      },
      {
        key: 'due',
        title: t('due'),
        width: '108px',
        cell: (one) => <span className="num">{dateOf(new Date(one.due_at))}</span>,
      },
      { key: 'state', title: t('state'), width: '136px', cell: (one) => <StateOf one={one} /> },
      { key: 'effect', title: t('effect'), width: '168px', cell: (one) => <EffectMark one={one} /> },
    ],
    [t, locale],
  );
}

interface HeadProps {
  show: Show;
  filters: Filters;
  change: (wish: Filters) => void;
  counts: Improvements | undefined;
}

function Head({ show, filters, change, counts }: HeadProps) {
  const t = useTexts(improveWords);
  const locale = useLocale();
  const session = useSession();
  const go = useNavigate();
  const { search } = useLocation();
  const owners = useOwners();
  const arranged = useArrangement().data;
  const nodes = [
    { label: t('byType'), options: keyed('type', flatten(arranged?.tree ?? [], locale)) },
    { label: t('byCause'), options: keyed('cause', flatten(arranged?.causes ?? [], locale)) },
  ];
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        <Views
          label={t('title')}
          views={SHOWS.filter((one) => one !== 'mine' || session.agent)}
          shown={show}
          word={t}
          many={{ mine: counts?.mine, late: counts?.late }}
          show={(one) => change({ show: one })}
        />
        {may(session, 'cases.assign') ? (
          <Button
            type="primary"
            className="push"
            icon={<PlusOutlined />}
            onClick={() => void go(`/improvements/new${search}`)}
          >
            {t('plan')}
          </Button>
        ) : null}
      </div>
      <div className="filters case-filters">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('anyOwner')}
          placeholder={t('anyOwner')}
          style={{ width: 168 }}
          value={filters.owner ?? null}
          options={owners}
          onChange={(owner: string | undefined) => change({ owner: owner ?? '' })}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('anyNode')}
          placeholder={t('anyNode')}
          style={{ width: 240 }}
          popupMatchSelectWidth={false}
          value={filters.node ?? null}
          options={nodes}
          onChange={(node: string | undefined) => change({ node: node ?? '' })}
        />
      </div>
    </>
  );
}

const keyed = (of: 'type' | 'cause', nodes: { value: string; label: string }[]) =>
  nodes.map(({ value, label }) => ({ value: `${of}:${value}`, label }));

function queryOf(show: Show, { owner, node }: Filters): ImprovementsAsked {
  const [of, key] = node?.split(':') ?? [];
  return {
    show,
    ...(owner ? { owner } : {}),
    ...(key ? { of: of === 'cause' ? 'cause' : 'type', node: key } : {}),
  };
}

function None({ show, filtered }: { show: Show; filtered: boolean }) {
  const t = useTexts(improveWords);
  if (filtered) return <Empty title={t('noneFiltered')} />;
  const word = show === 'mine' ? 'noneMine' : show === 'late' ? 'noneLate' : 'none';
  return (
    <Empty icon={<RiseOutlined />} title={t(word)}>
      {t('noneText')}
    </Empty>
  );
}

export function ImprovementsPage() {
  const t = useTexts(improveWords);
  const go = useNavigate();
  const { id } = useParams();
  const { search } = useLocation();
  const [filters, change] = useFilters(FILTERS);
  const show = SHOWS.find((one) => one === filters.show) ?? 'open';
  const query = queryOf(show, filters);
  const asked = useQuery({
    queryKey: ['improvements', 'list', query],
    queryFn: () => listImprovements(query),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const columns = useColumns();
  const back = (): void => void go(`/improvements${search}`);
  const filtered = Boolean(filters.owner ?? filters.node);
  return (
    <div className="page list-page cases-page">
      <CaseTabs />
      <Head show={show} filters={filters} change={change} counts={asked.data} />
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : (
        <RowList
          label={t('title')}
          columns={columns}
          items={asked.data?.items ?? []}
          keyOf={(one) => one.id}
          linkOf={(one) => `/improvements/${one.id}${search}`}
          opened={id}
          pending={asked.isPending}
          more={false}
          onMore={() => undefined}
          empty={<None show={show} filtered={filtered} />}
        />
      )}
      {asked.data?.more ? <p className="quiet">{t('more')}</p> : null}
      {id ? (
        <SidePanel title={t(id === 'new' ? 'plan' : 'title')} width={620} onClose={back}>
          {id === 'new' ? <ImprovementForm /> : <ImprovementPanel key={id} id={id} />}
        </SidePanel>
      ) : null}
    </div>
  );
}
