/** Who we serve: search on the left, the card with its history on the right. */
import { IdcardOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useCallback, useMemo } from 'react';
import { useLocation, useParams } from 'react-router';
import { getCustomer, searchCustomers } from '@/api/calls';
import type { CustomerRow } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { dateOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { CustomerFacts, CustomerHistory, LevelMark } from '@/shared/ui/CustomerFacts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { RowList, type Column } from '@/shared/ui/RowList';
import { SearchField } from '@/shared/ui/SearchField';
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
        cell: (row) => <strong className="who-name">{row.name}</strong>,
      },
      {
        key: 'numbers',
        title: t('numbers'),
        width: 'minmax(0, 1.2fr)',
        cell: (row) => <span className="num quiet">{groupPhone(row.numbers[0] ?? '')}</span>,
      },
      { key: 'level', title: t('level'), width: '80px', cell: (row) => <LevelMark level={row.level} /> },
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

function Card({ id }: { id: string }) {
  const asked = useQuery({ queryKey: ['customers', id], queryFn: () => getCustomer(id) });
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  return (
    <>
      <h2>{asked.data.name}</h2>
      <CustomerFacts customer={asked.data} calls />
      <CustomerHistory contacts={asked.data.interactions} />
    </>
  );
}

export function CustomersPage() {
  const t = useTexts(customerWords);
  const { id } = useParams();
  const { search: address } = useLocation();
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
    <div className="page list-page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <SearchField value={what} placeholder={t('search')} onSearch={onSearch} />
        {items.length === MOST ? <span className="quiet">{t('many', { n: MOST })}</span> : null}
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
        <section className="panel customer-card">
          {id ? (
            <Card id={id} />
          ) : (
            <Empty icon={<IdcardOutlined />} title={t('pick')}>
              {t('pickText')}
            </Empty>
          )}
        </section>
      </div>
    </div>
  );
}
