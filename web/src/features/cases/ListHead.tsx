/** Views with how many wait there, and the filters. All of it stands in the address. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { countCases } from '@/api/cases';
import { PRIORITIES } from '@/shared/format/case-priority';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { SearchField } from '@/shared/ui/SearchField';
import { CaseTabs } from './CaseTabs';
import { flatten, useArrangement, VIEWS, type Filters, type View } from './use-cases';
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
const RECEIPTS = ['awaited', 'late', 'sent'] as const;

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
  const receipts = useArrangement().data?.receipts;
  const late = counted?.receipts_late ?? 0;
  const has: Partial<Record<View, unknown>> = {
    mine: session.agent && may(session, 'cases.work'),
    receipts: (session.agent && receipts) || view === 'receipts',
  };
  return (
    <Views
      label={t('title')}
      views={VIEWS.filter((one) => !(one in has) || has[one])}
      shown={view}
      word={t}
      many={{ mine: counted?.mine, list: counted?.list, receipts: counted?.receipts }}
      late={late ? { receipts: t('receiptsLate', { n: late }) } : {}}
      show={(one) => change({ view: one, owner: '', state: '', receipt: '' })}
    />
  );
}

/** What one chooses from; `receipts`: of some types, teams confirm that they have them. */
function useChoices() {
  const t = useTexts(caseWords);
  const locale = useLocale();
  const { tree = [], teams = [], receipts = false } = useArrangement().data ?? {};
  return {
    types: flatten(tree, locale),
    teams: teams.map((team) => ({ value: team.id, label: nameIn(team.name, locale) })),
    owners: [{ value: 'nobody', label: t('noOwner') }, ...useOwners()],
    receipts,
  };
}

export function ListHead(props: HeadProps) {
  const { view, filters, change } = props;
  const t = useTexts(caseWords);
  const go = useNavigate();
  const { search } = useLocation();
  const session = useSession();
  const { types, teams, owners, receipts } = useChoices();
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
        {view === 'receipts' ? <span className="quiet">{t('receiptKeys')}</span> : null}
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
        {pick('type', 'anyType', types, 160)}
        {pick(
          'priority',
          'anyPriority',
          PRIORITIES.map((value) => ({ value, label: t(value) })),
          120,
        )}
        {pick(
          'state',
          'anyState',
          states.map((value) => ({ value, label: t(value) })),
          112,
        )}
        {pick('team', 'anyTeam', teams, 112)}
        {view === 'mine' || view === 'list' ? null : pick('owner', 'anyOwner', owners, 116)}
        {pick(
          'due',
          'anyDue',
          DUES.map((value) => ({ value, label: t(value) })),
          128,
        )}
        {receipts && view !== 'receipts'
          ? pick(
              'receipt',
              'anyReceipt',
              RECEIPTS.map((value) => ({ value, label: t(`receipt_${value}`) })),
              128,
            )
          : null}
      </div>
    </>
  );
}
