/** Every contact, newest first, found by day, queue, agent, outcome, number or name; a row opens its timeline. */
import { AudioOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { listInteractions } from '@/api/calls';
import type { InteractionRow, Outcome } from '@/api/types';
import { runCommand, useCommandTitle } from '@/shared/commands/run';
import { clockOrDash } from '@/shared/format/duration';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { ListFilters } from '@/shared/ui/ListFilters';
import { typePath, useQueueName, useWrapUpTypes } from '@/shared/ui/names';
import { RowList, type Column } from '@/shared/ui/RowList';
import { SearchField } from '@/shared/ui/SearchField';
import { SidePanel } from '@/shared/ui/SidePanel';
import { Detail } from './Detail';
import { useLiveList } from './live-list';
import { OutcomeMark } from './Outcome';
import { interactionWords, wordOf } from './words';
import './interactions.css';

const FILTERS = ['from', 'to', 'queue', 'agent', 'outcome', 'search'] as const;
const OUTCOMES: Outcome[] = ['open', 'answered', 'abandoned', 'overflowed', 'left', 'unreached', 'callback'];

function useColumns(): Column<InteractionRow>[] {
  const t = useTexts(interactionWords);
  const locale = useLocale();
  const queueName = useQueueName();
  const types = useWrapUpTypes().data;
  return useMemo(() => {
    const now = dateAt(serverNow());
    return [
      {
        key: 'time',
        title: t('time'),
        width: '148px',
        cell: (row) => <span className="num">{whenOf(row.started_at, now)}</span>,
      },
      {
        key: 'who',
        title: t('who'),
        width: 'minmax(0, 1.6fr)',
        cell: (row) => (
          <>
            <strong className="who-name">{row.customer?.name || row.caller_name}</strong>{' '}
            <span className="num quiet">{groupPhone(row.caller) || t('unknown')}</span>
          </>
        ),
      },
      {
        key: 'direction',
        title: t('direction'),
        width: '72px',
        cell: (row) => t(wordOf('', row.direction) ?? 'in'),
      },
      { key: 'queue', title: t('queue'), width: 'minmax(0, 0.8fr)', cell: (row) => queueName(row.queue) },
      {
        key: 'agent',
        title: t('agent'),
        width: 'minmax(0, 0.7fr)',
        cell: (row) => nameIn(row.agent?.name, locale),
      },
      { key: 'outcome', title: t('outcome'), width: '112px', cell: (row) => <OutcomeMark row={row} /> },
      {
        key: 'wait',
        title: t('wait'),
        width: '56px',
        right: true,
        cell: (row) => clockOrDash(row.wait_seconds),
      },
      {
        key: 'talk',
        title: t('talk'),
        width: '64px',
        right: true,
        cell: (row) => clockOrDash(row.talk_seconds),
      },
      {
        key: 'wrap-up',
        title: t('wrapUp'),
        width: 'minmax(0, 1fr)',
        cell: (row) => nameIn(typePath(types ?? [], row.wrap_up ?? '').at(-1)?.name, locale),
      },
      {
        key: 'recording',
        title: t('recording'),
        width: '56px',
        cell: (row) => (row.recordings_count ? <AudioOutlined aria-label={t('hasRecording')} /> : ''),
      },
    ];
  }, [t, locale, queueName, types]);
}

export function InteractionsPage() {
  const t = useTexts(interactionWords);
  const go = useNavigate();
  const { id } = useParams();
  const { search: address } = useLocation();
  const [filters, change] = useFilters(FILTERS);
  const columns = useColumns();
  const testCall = useCommandTitle('test-call');
  const list = useInfiniteQuery({
    queryKey: ['interactions', 'list', filters],
    queryFn: ({ pageParam }) => listInteractions(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  useLiveList();
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage } = list;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const onSearch = useCallback((search: string) => change({ search }), [change]);
  const onClose = useCallback(() => void go(`/interactions${address}`), [go, address]);
  const filtered = Object.keys(filters).length > 0;
  const empty = filtered ? (
    <Empty
      title={t('emptyFiltered')}
      actions={<Button onClick={() => void go('/interactions')}>{t('clear')}</Button>}
    >
      {t('emptyFilteredText')}
    </Empty>
  ) : (
    <Empty
      title={t('empty')}
      actions={
        testCall ? (
          <Button type="primary" onClick={() => runCommand('test-call')}>
            {testCall}
          </Button>
        ) : null
      }
    >
      {t('emptyText')}
    </Empty>
  );
  return (
    <div className="page list-page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <div className="filters push">
          <SearchField value={filters.search ?? ''} placeholder={t('search')} onSearch={onSearch} />
          <ListFilters filters={filters} onChange={change} />
          <Select
            allowClear
            aria-label={t('outcome')}
            placeholder={t('anyOutcome')}
            style={{ width: 128 }}
            value={filters.outcome ?? null}
            options={OUTCOMES.map((value) => ({ value, label: t(value) }))}
            onChange={(outcome: string | undefined) => change({ outcome })}
          />
        </div>
      </div>
      {list.isError && !items.length ? (
        <Failed failure={list.error} again={() => void list.refetch()} />
      ) : (
        <RowList
          label={t('title')}
          columns={columns}
          items={items}
          keyOf={(row) => row.id}
          linkOf={(row) => `/interactions/${row.id}${address}`}
          opened={id}
          pending={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onMore={onMore}
          empty={empty}
        />
      )}
      {id ? (
        <SidePanel title={t('one')} width={760} onClose={onClose}>
          <Detail id={id} />
        </SidePanel>
      ) : null}
    </div>
  );
}
