/** Who we serve: search on the left, the card with its history on the right. */
import { IdcardOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { searchCustomers } from '@/api/calls';
import type { CustomerCard, CustomerRow } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { dateOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { LevelMark, RiskMark, Tags } from '@/shared/ui/CustomerFacts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { RowList, type Column } from '@/shared/ui/RowList';
import { SearchField } from '@/shared/ui/SearchField';
import { CustomerForm } from './CustomerForm';
import { CustomerPanel } from './CustomerPanel';
import { CustomerSheetPanel } from './CustomerSheetPanel';
import { ExportPanel } from './ExportPanel';
import { ReviewPanel } from './ReviewPanel';
import { moveByKeys } from './move-by-keys';
import { Nobody, Tools, type Open, type ToolProps } from './Tools';
import { customerWords } from './words';
import './customers.css';

const FILTERS = ['search'] as const;
const MOST = 200;
const NONE: CustomerRow[] = [];

function useColumns(): Column<CustomerRow>[] {
  const t = useTexts(customerWords);
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('name'),
        width: 'minmax(0, 1.2fr)',
        cell: (row) => (
          <>
            <strong className="who-name">{row.name}</strong> <span className="quiet">{row.company}</span>
          </>
        ),
      },
      {
        key: 'numbers',
        title: t('numbers'),
        width: '128px',
        cell: (row) => <span className="num quiet">{groupPhone(row.numbers[0] ?? '')}</span>,
      },
      {
        key: 'level',
        title: t('level'),
        width: 'minmax(80px, 0.8fr)',
        cell: (row) => (
          <>
            {row.level === 'normal' && row.risk !== 'none' ? null : <LevelMark level={row.level} />}{' '}
            <RiskMark risk={row.risk} /> <Tags tags={row.tags} />
          </>
        ),
      },
      {
        key: 'last',
        title: t('last'),
        width: '96px',
        cell: (row) => (
          <span className="num quiet">
            {row.last_contact_at ? dateOf(new Date(row.last_contact_at)) : '–'}
          </span>
        ),
      },
    ],
    [t],
  );
}

function Card({ id, onEdit }: { id: string | undefined; onEdit: (customer: CustomerCard) => void }) {
  const t = useTexts(customerWords);
  return (
    <section className="panel customer-card">
      {id ? (
        <CustomerPanel key={id} id={id} onEdit={onEdit} />
      ) : (
        <Empty icon={<IdcardOutlined />} title={t('pick')}>
          {t('pickText')}
        </Empty>
      )}
    </section>
  );
}

interface ListProps extends ToolProps {
  what: string;
  id: string | undefined;
  list: UseQueryResult<{ items: CustomerRow[] }>;
}

function ListAndCard({ what, id, list, onOpen }: ListProps) {
  const t = useTexts(customerWords);
  const { search: address } = useLocation();
  const columns = useColumns();
  const items = list.data?.items ?? NONE;
  if (list.data && !items.length && !what && !id && !list.isPlaceholderData)
    return <Nobody onOpen={onOpen} />;
  return (
    <div className="customers">
      {list.isError && !items.length ? (
        <Failed failure={list.error} again={() => void list.refetch()} />
      ) : (
        <RowList
          label={t('title')}
          columns={columns}
          items={items}
          keyOf={(row) => row.id}
          linkOf={(row) => `/customers/${row.id}${address}`}
          opened={id}
          pending={list.isPending}
          more={false}
          onMore={() => undefined}
          empty={
            <Empty icon={<IdcardOutlined />} title={what ? t('none', { what }) : t('empty')}>
              {t(what ? 'noneText' : 'emptyText')}
            </Empty>
          }
        />
      )}
      <Card id={id} onEdit={onOpen} />
    </div>
  );
}

interface OpenedProps {
  open: Open;
  onSaved: (id: string) => void;
  onClose: () => void;
}

function Panel({ open, onSaved, onClose }: OpenedProps) {
  if (!open) return null;
  if (open === 'sheet') return <CustomerSheetPanel onClose={onClose} />;
  if (open === 'export') return <ExportPanel onClose={onClose} />;
  if (open === 'review') return <ReviewPanel onClose={onClose} />;
  const customer = open === 'new' ? null : open;
  return <CustomerForm key={customer?.id ?? ''} customer={customer} onSaved={onSaved} onClose={onClose} />;
}

export function CustomersPage() {
  const t = useTexts(customerWords);
  const { id } = useParams();
  const { search: address } = useLocation();
  const go = useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const [filters, change] = useFilters(FILTERS);
  const what = filters.search ?? '';
  const list = useQuery({
    queryKey: ['customers', 'search', what],
    queryFn: () => searchCustomers(what, MOST),
    placeholderData: keepPreviousData,
  });
  const onSearch = useCallback((search: string) => change({ search }), [change]);
  return (
    <div
      className="page list-page"
      data-shown={list.isPlaceholderData ? undefined : what}
      onKeyDown={moveByKeys}
    >
      <div className="page-head">
        <h1>{t('title')}</h1>
        <SearchField value={what} placeholder={t('search')} onSearch={onSearch} />
        {list.data?.items.length === MOST ? <span className="quiet">{t('many', { n: MOST })}</span> : null}
        <Tools onOpen={setOpen} />
      </div>
      <ListAndCard what={what} id={id} list={list} onOpen={setOpen} />
      <Panel
        open={open}
        onSaved={(saved) => {
          setOpen(null);
          void go(`/customers/${saved}${address}`);
        }}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}
