/** Whoever leads sees what calls back were promised, by whom, which are late, and gives them to others. */
import { PhoneOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Callback } from '@/api/desk';
import { useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { CaseTabs } from '../CaseTabs';
import { Views } from '../Views';
import { CallbackRow } from './CallbackRow';
import { GiveBar } from './GiveBar';
import { useCallbackCounts, useCallbacks, VIEWS, type View } from './use-callbacks';
import { callbackListWords } from './words';
import '../cases.css';
import './callbacks.css';

const COLUMNS = ['when', 'who', 'about', 'whose', 'came', 'act'] as const;

function List({ items, view }: { items: Callback[]; view: View }) {
  const t = useTexts(callbackListWords);
  const [picked, pick] = useState<string[]>([]);
  const listed = items.filter(({ state }) => state === 'open').map(({ id }) => id);
  const chosen = picked.filter((id) => listed.includes(id));
  return (
    <section className="panel callbacks-list">
      {listed.length ? <GiveBar listed={listed} chosen={chosen} choose={pick} /> : null}
      <table aria-label={`${t('title')}: ${t(view)}`}>
        <thead>
          <tr>
            <td />
            {COLUMNS.map((word) => (
              <th key={word} scope="col">
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <CallbackRow
              key={one.id}
              one={one}
              chosen={chosen.includes(one.id)}
              choose={(yes) => pick(yes ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Listed({ view }: { view: View }) {
  const t = useTexts(callbackListWords);
  const list = useCallbacks(view);
  if (list.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!list.data) return <Failed failure={list.error} again={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (!items.length)
    return (
      <Empty icon={<PhoneOutlined />} title={t(`none_${view}`)}>
        {t('noneText')}
      </Empty>
    );
  return (
    <>
      <List items={items} view={view} />
      {list.hasNextPage ? (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

export function CallbacksPage() {
  const t = useTexts(callbackListWords);
  const [address, setAddress] = useSearchParams();
  const view = VIEWS.find((one) => one === address.get('view')) ?? 'open';
  const counts = useCallbackCounts(true).data;
  return (
    <div className="page">
      <CaseTabs />
      <div className="page-head">
        <h1>{t('title')}</h1>
        <Views
          label={t('title')}
          views={VIEWS}
          shown={view}
          word={t}
          many={{ open: counts?.open, overdue: counts?.overdue, left: counts?.left }}
          show={(one) => setAddress({ view: one })}
        />
      </div>
      <Listed key={view} view={view} />
    </div>
  );
}
