/** Who we serve: search on the left, the card with its history on the right. */
import {
  DownloadOutlined,
  FileSearchOutlined,
  IdcardOutlined,
  PlusOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { searchCustomers } from '@/api/calls';
import type { CustomerCard, CustomerRow } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { dateOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
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
        width: 'minmax(0, 1fr)',
        cell: (row) => (
          <>
            <strong className="who-name">{row.name}</strong> <span className="quiet">{row.company}</span>
          </>
        ),
      },
      {
        key: 'numbers',
        title: t('numbers'),
        width: 'minmax(0, 1.2fr)',
        cell: (row) => <span className="num quiet">{groupPhone(row.numbers[0] ?? '')}</span>,
      },
      {
        key: 'level',
        title: t('level'),
        width: 'minmax(80px, 0.9fr)',
        cell: (row) => (
          <>
            <LevelMark level={row.level} /> <RiskMark risk={row.risk} /> <Tags tags={row.tags} />
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

/** The one whose form is open; a new one; nobody. */
type Open = CustomerCard | 'new' | 'sheet' | 'export' | 'review' | null;

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

function Tools({ onOpen }: { onOpen: (open: Open) => void }) {
  const t = useTexts(customerWords);
  const session = useSession();
  if (!may(session, 'customers.change')) return null;
  return (
    <div className="push">
      <Button icon={<FileSearchOutlined />} onClick={() => onOpen('review')}>
        {t('review')}
      </Button>
      <Button icon={<PlusOutlined />} onClick={() => onOpen('new')}>
        {t('add')}
      </Button>
      {may(session, 'customers.keep') ? (
        <>
          <Button icon={<UploadOutlined />} onClick={() => onOpen('sheet')}>
            {t('import')}
          </Button>
          <Button icon={<DownloadOutlined />} onClick={() => onOpen('export')}>
            {t('export')}
          </Button>
        </>
      ) : null}
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
  const columns = useColumns();
  const list = useQuery({
    queryKey: ['customers', 'search', what],
    queryFn: () => searchCustomers(what, MOST),
    placeholderData: keepPreviousData,
  });
  const onSearch = useCallback((search: string) => change({ search }), [change]);
  const items = list.data?.items ?? NONE;
  return (
    <div
      className="page list-page"
      data-shown={list.isPlaceholderData ? undefined : what}
      onKeyDown={moveByKeys}
    >
      <div className="page-head">
        <h1>{t('title')}</h1>
        <SearchField value={what} placeholder={t('search')} onSearch={onSearch} />
        {items.length === MOST ? <span className="quiet">{t('many', { n: MOST })}</span> : null}
        <Tools onOpen={setOpen} />
      </div>
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
        <Card id={id} onEdit={setOpen} />
      </div>
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
