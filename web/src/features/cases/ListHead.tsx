/** Views with how many wait there, and the filters. All of it stands in the address. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { countCases } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { SearchField } from '@/shared/ui/SearchField';
import { CaseTabs } from './CaseTabs';
import { flatten, PRIORITIES, useArrangement, VIEWS, type Filters, type View } from './use-cases';
import { useOwners } from './use-whom';
import { Views } from './Views';
import { caseWords } from './words';

const STATES = [
  'received',
  'diagnosed',
  'assigned',
  'working',
  'confirmed',
  'recorded',
  'followed_up',
  'closed',
] as const;
const DUES = ['overdue', 'today', 'waiting'] as const;

interface HeadProps {
  view: View;
  filters: Filters;
  change: (wish: Filters) => void;
}

function ListViews({ view, change }: HeadProps) {
  const t = useTexts(caseWords);
  const session = useSession();
  const counted = useQuery({
    queryKey: ['cases', 'counts'],
    queryFn: countCases,
    refetchInterval: 30_000,
  }).data;
  return (
    <Views
      label={t('title')}
      views={VIEWS.filter((one) => one !== 'mine' || (session.agent && may(session, 'cases.work')))}
      shown={view}
      word={t}
      many={{ mine: counted?.mine, list: counted?.list }}
      show={(one) => change({ view: one, owner: '', state: '' })}
    />
  );
}

export function ListHead(props: HeadProps) {
  const { view, filters, change } = props;
  const t = useTexts(caseWords);
  const locale = useLocale();
  const go = useNavigate();
  const { search } = useLocation();
  const session = useSession();
  const arranged = useArrangement().data;
  const types = flatten(arranged?.tree ?? [], locale);
  const teams = (arranged?.teams ?? []).map((team) => ({ value: team.id, label: nameIn(team.name, locale) }));
  const owners = [{ value: 'nobody', label: t('noOwner') }, ...useOwners()];
  const states = STATES.filter((state) => view === 'all' || state !== 'closed');
  const pick = (
    name: keyof Filters,
    any: Parameters<typeof t>[0],
    options: { value: string; label: string }[],
    width: number,
  ) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t(any as 'anyType')}
      placeholder={t(any as 'anyType')}
      style={{ width }}
      popupMatchSelectWidth={false}
      value={filters[name] ?? null}
      options={options}
      onChange={(value: string | undefined) => change({ [name]: value ?? '' })}
    />
  );
  return (
    <>
      <CaseTabs />
      <div className="page-head">
        <h1>{t('title')}</h1>
        <ListViews {...props} />
        {may(session, 'cases.work') ? (
          <Button
            type="primary"
            className="push"
            icon={<PlusOutlined />}
            onClick={() => void go(`/cases/new${search}`)}
          >
            {t('open')}
          </Button>
        ) : null}
      </div>
      <div className="filters case-filters">
        <SearchField
          value={filters.search ?? ''}
          placeholder={t('search')}
          onSearch={(search) => change({ search })}
        />
        {pick('type', 'anyType', types, 190)}
        {pick(
          'priority',
          'anyPriority',
          PRIORITIES.map((value) => ({ value, label: t(value) })),
          128,
        )}
        {pick(
          'state',
          'anyState',
          states.map((value) => ({ value, label: t(value) })),
          128,
        )}
        {pick('team', 'anyTeam', teams, 128)}
        {view === 'stillOpen' || view === 'all' ? pick('owner', 'anyOwner', owners, 128) : null}
        {pick(
          'due',
          'anyDue',
          DUES.map((value) => ({ value, label: t(value) })),
          128,
        )}
      </div>
    </>
  );
}
