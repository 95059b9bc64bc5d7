/** Cases: what waits for me, for my team, everything; found by filters in the address; a row opens its page beside. */
import { FileDoneOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { listCases, type CaseLine } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { RowList } from '@/shared/ui/RowList';
import { SidePanel } from '@/shared/ui/SidePanel';
import { BulkBar, WHAT } from './bulk/BulkBar';
import { BulkDone } from './bulk/BulkDone';
import { useBulk } from './bulk/use-bulk';
import { CaseDetail } from './CaseDetail';
import { useColumns } from './columns';
import { ListHead } from './ListHead';
import { useConfirming } from './receipts/use-confirming';
import { NewCase } from './NewCase';
import { detailWords } from './detail-words';
import { NoTypes } from './NoTypes';
import { FILTERS, listOnly, queryOf, useArrangement, viewOf, type View } from './use-cases';
import { caseWords } from './words';
import './cases.css';

function useSelection(items: CaseLine[], allowed: boolean) {
  const t = useTexts(caseWords);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => {
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  const all = useCallback(() => setIds(new Set(items.map((row) => row.id))), [items]);
  const box = useCallback(
    (row: CaseLine) => (
      <span
        onClick={(event) => {
          event.preventDefault();
          event.stopPropagation();
          toggle(row.id);
        }}
      >
        <Checkbox
          checked={ids.has(row.id)}
          tabIndex={-1}
          aria-label={t('select', { number: numberOf(row.number) })}
        />
      </span>
    ),
    [ids, toggle, t],
  );
  const chosen = items.filter((row) => ids.has(row.id));
  return { chosen, toggle, clear, all, box: allowed ? box : null };
}

function ListEmpty({ filtered, view }: { filtered: boolean; view: View }) {
  const t = useTexts(caseWords);
  const go = useNavigate();
  const types = useArrangement().data?.types;
  if (types?.length === 0 && !filtered) return <NoTypes />;
  return filtered ? (
    <Empty
      title={t('emptyFiltered')}
      actions={<Button onClick={() => void go('/cases?view=stillOpen')}>{t('clear')}</Button>}
    >
      {t('emptyFilteredText')}
    </Empty>
  ) : (
    <Empty icon={<FileDoneOutlined />} title={t(view === 'receipts' ? 'noReceipts' : 'empty')}>
      {t(view === 'receipts' ? 'noReceiptsText' : 'emptyText')}
    </Empty>
  );
}

export function CasesPage() {
  const t = useTexts(caseWords);
  const td = useTexts(detailWords);
  const go = useNavigate();
  const session = useSession();
  const { id } = useParams();
  const { search } = useLocation();
  const address = listOnly(new URLSearchParams(search));
  const [filters, change] = useFilters(FILTERS);
  const view = viewOf(filters, session.agent !== null && may(session, 'cases.work'));
  const query = queryOf(view, filters);
  const list = useInfiniteQuery({
    queryKey: ['cases', 'list', query],
    queryFn: ({ pageParam }) => listCases({ ...query, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const works = may(session, 'cases.work') || may(session, 'cases.assign');
  const { chosen, toggle, clear, all, box } = useSelection(items, works);
  const bulk = useBulk(works, clear);
  const columns = useColumns(
    box,
    items.some((row) => row.receipt_due_at),
  );
  const confirming = useConfirming();
  const { fetchNextPage } = list;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const onClose = useCallback(() => void go(`/cases${address}`), [go, address]);
  const onKey = (event: KeyboardEvent): void => {
    const row = event.target instanceof HTMLAnchorElement ? items[Number(event.target.dataset.row)] : null;
    if (!row || !box) return;
    const does: Record<string, () => void> = {
      x: () => toggle(row.id),
      X: all,
      b: () => document.getElementById(WHAT)?.focus(),
    };
    if (row.receipt_due_at) does.s = () => confirming.mutate(row.id);
    if (event.ctrlKey || event.metaKey) does.z = bulk.undo;
    const doing = does[event.key];
    if (!doing || ((event.ctrlKey || event.metaKey) && event.key !== 'z')) return;
    event.preventDefault();
    event.stopPropagation();
    doing();
  };
  const filtered = Object.keys(filters).some((name) => name !== 'view');
  return (
    <div className="page list-page cases-page" onKeyDown={onKey}>
      <ListHead view={view} filters={filters} change={change} />
      {list.isError && !items.length ? (
        <Failed failure={list.error} again={() => void list.refetch()} />
      ) : (
        <RowList
          label={t('title')}
          columns={columns}
          items={items}
          keyOf={(row) => row.id}
          linkOf={(row) => `/cases/${row.id}${address}`}
          opened={id}
          pending={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onMore={onMore}
          empty={<ListEmpty filtered={filtered} view={view} />}
        />
      )}
      {bulk.last ? <BulkDone bulk={bulk} last={bulk.last} /> : null}
      {chosen.length ? (
        <BulkBar chosen={chosen} listed={items.length} bulk={bulk} all={all} clear={clear} />
      ) : null}
      {id === 'new' ? (
        <SidePanel title={td('newTitle')} width={560} onClose={onClose}>
          <NewCase />
        </SidePanel>
      ) : null}
      {id && id !== 'new' ? (
        <SidePanel title={t('title')} width={760} onClose={onClose}>
          <CaseDetail key={id} id={id} />
        </SidePanel>
      ) : null}
    </div>
  );
}
