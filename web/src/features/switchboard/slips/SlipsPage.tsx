/** Messages for people who are away: mine, those that I took, or everybody's; a row opens one. */
import { MessageOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Segmented, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { listSlips, type Slip } from '@/api/slips';
import { runCommand } from '@/shared/commands/run';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { RowList, type Column } from '@/shared/ui/RowList';
import { SearchField } from '@/shared/ui/SearchField';
import { SlipMarks, UrgentMark } from './Marks';
import { SlipDetail } from './SlipDetail';
import { SLIPS } from './use-slips';
import { slipWords } from './words';
import '../paper.css';
import './slips.css';

const FILTERS = ['box', 'state', 'calls', 'whom'] as const;
const STATES = ['waiting', 'taken', 'read_back', 'delivered', 'acknowledged', 'void'] as const;
const EVERY = 20_000;

function useColumns(): Column<Slip>[] {
  const t = useTexts(slipWords);
  const locale = useLocale();
  return useMemo(
    () => [
      {
        key: 'when',
        title: t('when'),
        width: '148px',
        cell: (slip) => <span className="num">{whenOf(slip.called_at, dateAt(serverNow()))}</span>,
      },
      {
        key: 'whom',
        title: t('whom'),
        width: 'minmax(0, 1fr)',
        cell: (slip) => <strong className="who-name">{nameIn(slip.to.name, locale)}</strong>,
      },
      {
        key: 'from',
        title: t('from'),
        width: 'minmax(0, 1.2fr)',
        cell: (slip) => [slip.caller, slip.company].filter(Boolean).join(' · '),
      },
      {
        key: 'number',
        title: t('number'),
        width: '136px',
        cell: (slip) => <span className="num">{groupPhone(slip.number)}</span>,
      },
      {
        key: 'about',
        title: t('about'),
        width: 'minmax(0, 2fr)',
        cell: (slip) => (
          <>
            <UrgentMark slip={slip} /> {slip.about}
          </>
        ),
      },
      { key: 'wish', title: t('wish'), width: '108px', cell: (slip) => t(slip.wish) },
      { key: 'state', title: t('state'), width: '208px', cell: (slip) => <SlipMarks slip={slip} /> },
    ],
    [t, locale],
  );
}

type Chosen = ReturnType<typeof useFilters<(typeof FILTERS)[number]>>;

function Filters({ filters, change }: { filters: Chosen[0]; change: Chosen[1] }) {
  const t = useTexts(slipWords);
  const all = may(useSession(), 'slips.all');
  const onSearch = useCallback((whom: string) => change({ whom }), [change]);
  return (
    <>
      <Segmented
        aria-label={t('box')}
        value={filters.box ?? 'mine'}
        options={[
          { value: 'mine', label: t('mine') },
          { value: 'taken', label: t('takenByMe') },
          ...(all ? [{ value: 'all', label: t('all') }] : []),
        ]}
        onChange={(box) => change({ box: box === 'mine' ? undefined : box })}
      />
      <div className="filters push">
        <SearchField value={filters.whom ?? ''} placeholder={t('search')} onSearch={onSearch} />
        <Select
          allowClear
          aria-label={t('state')}
          placeholder={t('anyState')}
          style={{ width: 128 }}
          value={filters.state ?? null}
          options={STATES.map((value) => ({ value, label: t(value) }))}
          onChange={(state: string | undefined) => change({ state })}
        />
        <Checkbox
          checked={filters.calls === 'open'}
          onChange={(event) => change({ calls: event.target.checked ? 'open' : undefined })}
        >
          {t('openCalls')}
        </Checkbox>
        <Button type="primary" icon={<PlusOutlined />} title="Alt+L" onClick={() => runCommand('slip')}>
          {t('fresh')}
        </Button>
      </div>
    </>
  );
}

export function SlipsPage() {
  const t = useTexts(slipWords);
  const go = useNavigate();
  const { id } = useParams();
  const { search: address } = useLocation();
  const [filters, change] = useFilters(FILTERS);
  const columns = useColumns();
  const list = useInfiniteQuery({
    queryKey: [SLIPS, 'list', filters],
    queryFn: ({ pageParam }) => listSlips(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
  });
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage } = list;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const onClose = useCallback(() => void go(`/slips${address}`), [go, address]);
  const filtered = Boolean(filters.state ?? filters.calls ?? filters.whom);
  return (
    <div className="page list-page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <Filters filters={filters} change={change} />
      </div>
      {list.isError && !items.length ? (
        <Failed failure={list.error} again={() => void list.refetch()} />
      ) : (
        <RowList
          label={t('title')}
          columns={columns}
          items={items}
          keyOf={(slip) => slip.id}
          linkOf={(slip) => `/slips/${slip.id}${address}`}
          opened={id}
          pending={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onMore={onMore}
          empty={
            <Empty icon={<MessageOutlined />} title={t(filtered ? 'emptyFiltered' : 'empty')}>
              {t(filtered ? 'emptyFilteredText' : 'emptyText')}
            </Empty>
          }
        />
      )}
      {id ? <SlipDetail key={id} id={id} onClose={onClose} /> : null}
    </div>
  );
}
