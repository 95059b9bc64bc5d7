/** Calls that operators make for others: the list, a new one, a row opens one. */
import { PhoneOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { listTickets, type Ticket } from '@/api/tickets';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { RowList, type Column } from '@/shared/ui/RowList';
import { TicketAtHand } from './TicketAtHand';
import { TicketDetail } from './TicketDetail';
import { TicketForm } from './TicketForm';
import { useKeptTicket } from './use-tickets';
import { ticketWords } from './words';
import '../paper.css';

const FILTERS = ['over', 'direction'] as const;
const DIRECTIONS = ['out', 'in', 'transit'] as const;
const EVERY = 20_000;

function useColumns(): Column<Ticket>[] {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  return useMemo(() => {
    const party = (name: string, number: string) => (
      <>
        <strong className="who-name">{name}</strong> <span className="num quiet">{groupPhone(number)}</span>
      </>
    );
    return [
      {
        key: 'number',
        title: t('number'),
        width: '48px',
        cell: (one) => <span className="num">{one.number}</span>,
      },
      {
        key: 'opened',
        title: t('opened'),
        width: '148px',
        cell: (one) => <span className="num">{whenOf(one.opened_at, dateAt(serverNow()))}</span>,
      },
      {
        key: 'direction',
        title: t('direction'),
        width: '68px',
        cell: (one) => t(one.purpose === 'enquiry' ? 'enquiry' : one.direction),
      },
      {
        key: 'caller',
        title: t('caller'),
        width: 'minmax(0, 1fr)',
        cell: (one) => party(one.caller, one.caller_number),
      },
      {
        key: 'called',
        title: t('called'),
        width: 'minmax(0, 1.2fr)',
        cell: (one) =>
          one.purpose === 'enquiry' ? one.note : party(one.person || one.called, one.called_number),
      },
      { key: 'reverse', title: t('reverse'), width: '176px', cell: (one) => t(one.reverse) },
      {
        key: 'state',
        title: t('state'),
        width: '168px',
        cell: (one) => (
          <span className={`pill ${one.over ? '' : 'wait'}`}>{nameIn(one.state_name, locale)}</span>
        ),
      },
      {
        key: 'billing',
        title: t('billing'),
        width: '88px',
        right: true,
        cell: ({ billing_seconds: n }) => (n === null ? '—' : t('seconds', { n })),
      },
    ];
  }, [t, locale]);
}

type Chosen = ReturnType<typeof useFilters<(typeof FILTERS)[number]>>;

function Head({ filters, change, onNew }: { filters: Chosen[0]; change: Chosen[1]; onNew: () => void }) {
  const t = useTexts(ticketWords);
  return (
    <div className="page-head">
      <h1>{t('title')}</h1>
      <Segmented
        aria-label={t('which')}
        value={filters.over ?? 'all'}
        options={[
          { value: 'all', label: t('all') },
          { value: 'no', label: t('open') },
          { value: 'yes', label: t('over') },
        ]}
        onChange={(over) => change({ over: over === 'all' ? undefined : over })}
      />
      <div className="filters push">
        <TicketAtHand />
        <Select
          allowClear
          aria-label={t('direction')}
          placeholder={t('anyDirection')}
          style={{ width: 128 }}
          value={filters.direction ?? null}
          options={DIRECTIONS.map((value) => ({ value, label: t(value) }))}
          onChange={(direction: string | undefined) => change({ direction })}
        />
        <Button type="primary" icon={<PlusOutlined />} onClick={onNew}>
          {t('fresh')}
        </Button>
      </div>
    </div>
  );
}

export function TicketsPage() {
  const t = useTexts(ticketWords);
  const go = useNavigate();
  const { id } = useParams();
  const { search: address } = useLocation();
  const [filters, change] = useFilters(FILTERS);
  const [fresh, setFresh] = useState(false);
  const columns = useColumns();
  const kept = useKeptTicket();
  const list = useInfiniteQuery({
    queryKey: ['tickets', 'list', filters],
    queryFn: ({ pageParam }) => listTickets(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
  });
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage } = list;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const onClose = useCallback(() => void go(`/tickets${address}`), [go, address]);
  return (
    <div className="page list-page">
      <Head filters={filters} change={change} onNew={() => setFresh(true)} />
      {list.isError && !items.length ? (
        <Failed failure={list.error} again={() => void list.refetch()} />
      ) : (
        <RowList
          label={t('title')}
          columns={columns}
          items={items}
          keyOf={(one) => one.id}
          linkOf={(one) => `/tickets/${one.id}${address}`}
          opened={id}
          pending={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onMore={onMore}
          empty={
            <Empty icon={<PhoneOutlined />} title={t('empty')}>
              {t('emptyText')}
            </Empty>
          }
        />
      )}
      {id ? <TicketDetail key={id} id={id} onClose={onClose} /> : null}
      {fresh ? (
        <TicketForm
          onClose={() => setFresh(false)}
          onDone={(whole) => {
            kept(whole);
            setFresh(false);
            void go(`/tickets/${whole.ticket.id}${address}`);
          }}
        />
      ) : null}
    </div>
  );
}
