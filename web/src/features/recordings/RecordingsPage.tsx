/** What was recorded, newest first; a row opens the player below, which stays while one looks further. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { listRecordings } from '@/api/calls';
import { getRecording } from '@/api/keeping';
import type { Recording } from '@/api/types';
import { clockOf } from '@/shared/format/duration';
import { sizeOf } from '@/shared/format/number';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Player } from '@/shared/player/Player';
import { Transcript } from '@/shared/spoken/Transcript';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { ListFilters } from '@/shared/ui/ListFilters';
import { useQueueName } from '@/shared/ui/names';
import { RowList, type Column } from '@/shared/ui/RowList';
import { Keeping, RoomNotice } from './Keeping';
import { keepingWords } from './keeping-words';
import { recordingWords } from './words';
import './recordings.css';

const FILTERS = ['from', 'to', 'queue', 'agent'] as const;

function Who({ recording }: { recording: Recording }) {
  const t = useTexts(recordingWords);
  return (
    <>
      <strong className="who-name">{recording.customer?.name || recording.caller_name}</strong>{' '}
      <span className="num quiet">{groupPhone(recording.caller) || t('unknown')}</span>
    </>
  );
}

function useColumns(): Column<Recording>[] {
  const t = useTexts(recordingWords);
  const kept = useTexts(keepingWords);
  const locale = useLocale();
  const queueName = useQueueName();
  return useMemo(() => {
    const now = dateAt(serverNow());
    return [
      {
        key: 'time',
        title: t('time'),
        width: '168px',
        cell: (row) => <span className="num">{whenOf(row.started_at, now)}</span>,
      },
      { key: 'who', title: t('who'), width: 'minmax(0, 1.6fr)', cell: (row) => <Who recording={row} /> },
      { key: 'queue', title: t('queue'), width: 'minmax(0, 1fr)', cell: (row) => queueName(row.queue) },
      {
        key: 'agent',
        title: t('agent'),
        width: 'minmax(0, 1fr)',
        cell: (row) => nameIn(row.agent?.name, locale),
      },
      {
        key: 'length',
        title: t('length'),
        width: '104px',
        right: true,
        cell: (row) =>
          row.seconds === null ? (
            <span className="pill live">{t('recording')}</span>
          ) : row.deleted_at ? (
            <span className="pill">{kept('deleted')}</span>
          ) : (
            <span className="num">{clockOf(row.seconds)}</span>
          ),
      },
      { key: 'size', title: t('size'), width: '80px', right: true, cell: (row) => sizeOf(row.size) },
    ];
  }, [t, kept, locale, queueName]);
}

function Listening({ recording }: { recording: Recording }) {
  const t = useTexts(recordingWords);
  const locale = useLocale();
  return (
    <section className="panel listening" aria-label={t('listen')}>
      <div className="listening-head">
        <Who recording={recording} />
        <span className="quiet">{nameIn(recording.agent?.name, locale)}</span>
        {recording.deleted_at ? null : <Keeping recording={recording} />}
        <Link className="listening-more" to={`/interactions/${recording.interaction}`}>
          {t('openContact')}
        </Link>
      </div>
      <Player key={recording.id} recording={recording} autoPlay />
      <Transcript recording={recording} />
    </section>
  );
}

/** The opened recording, also when a link leads to one that is further down than the list was looked at. */
function useChosen(items: readonly Recording[], id: string | undefined): Recording | undefined {
  const listed = items.find((row) => row.id === id);
  const asked = useQuery({
    queryKey: ['recordings', 'one', id],
    queryFn: () => getRecording(id ?? ''),
    enabled: id !== undefined && listed === undefined,
    retry: false,
  });
  return listed ?? (id === undefined ? undefined : asked.data);
}

export function RecordingsPage() {
  const t = useTexts(recordingWords);
  const go = useNavigate();
  const { id } = useParams();
  const { search: address } = useLocation();
  const [filters, change] = useFilters(FILTERS);
  const columns = useColumns();
  const list = useInfiniteQuery({
    queryKey: ['recordings', filters],
    queryFn: ({ pageParam }) => listRecordings(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage } = list;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const chosen = useChosen(items, id);
  const filtered = Object.keys(filters).length > 0;
  return (
    <div className="page list-page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <div className="filters push">
          <ListFilters filters={filters} onChange={change} />
        </div>
      </div>
      <RoomNotice />
      {list.isError && !items.length ? (
        <Failed failure={list.error} again={() => void list.refetch()} />
      ) : (
        <RowList
          label={t('title')}
          columns={columns}
          items={items}
          keyOf={(row) => row.id}
          linkOf={(row) => `/recordings/${row.id}${address}`}
          opened={id}
          pending={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onMore={onMore}
          empty={
            <Empty
              title={t(filtered ? 'emptyFiltered' : 'empty')}
              actions={filtered ? <Button onClick={() => void go('/recordings')}>{t('clear')}</Button> : null}
            >
              {t(filtered ? 'emptyFilteredText' : 'emptyText')}
            </Empty>
          }
        />
      )}
      {chosen ? <Listening recording={chosen} /> : null}
    </div>
  );
}
