/** What was published, newest first: what each version changed, and the way back to it by one click. */
import { HistoryOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { compareNumbers, listPublications, type Publication } from '@/api/routing';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { pageWords } from './page-words';
import { Differences } from './Told';
import { useRollBack } from './use-drafts';

function Changes({ since, until }: { since: number; until: number }) {
  const asked = useQuery({
    queryKey: ['config-history', 'changes', since, until],
    queryFn: () => compareNumbers(since, until),
    staleTime: Infinity,
  });
  if (asked.isPending) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  return <Differences changes={asked.data.items} />;
}

interface LineProps {
  one: Publication;
  inForce: boolean;
  mayChange: boolean;
}

function Line({ one, inForce, mayChange }: LineProps) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  const { message } = App.useApp();
  const [open, setOpen] = useState(inForce);
  const back = useRollBack();
  const rollBack = (): void =>
    back.mutate(one.number, {
      onSuccess: ({ number }) => void message.success(t('rolledBack', { to: one.number, n: number })),
    });
  return (
    <li className="route-version">
      <div className="route-row">
        <strong className="num">{t('number', { n: one.number })}</strong>
        {inForce ? <span className="pill good">{t('inForce')}</span> : null}
        <span className="num quiet">{whenOf(one.at, dateAt(serverNow()))}</span>
        <span className="quiet">{one.by ? t('by', { who: nameIn(one.by, locale) }) : t('bySystem')}</span>
        {one.note ? <span>{one.note}</span> : null}
        <span className="route-row push">
          <Button type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'hide' : 'whatChanged')}
          </Button>
          {mayChange && !inForce ? (
            <Button title={t('rollBackText')} loading={back.isPending} onClick={rollBack}>
              {t('rollBack')}
            </Button>
          ) : null}
        </span>
      </div>
      <Refused failure={back.error} />
      {open ? <Changes since={one.number - 1} until={one.number} /> : null}
    </li>
  );
}

export function Versions({ mayChange }: { mayChange: boolean }) {
  const t = useTexts(pageWords);
  const asked = useInfiniteQuery({
    queryKey: ['config-history', 'list'],
    queryFn: ({ pageParam }) => listPublications(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (asked.isPending) return <Skeleton active className="panel route-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const items = asked.data.pages.flatMap((page) => page.items);
  return (
    <section className="panel">
      {items.length ? (
        <ol className="route-versions">
          {items.map((one, nth) => (
            <Line key={one.number} one={one} inForce={nth === 0} mayChange={mayChange} />
          ))}
        </ol>
      ) : (
        <Empty icon={<HistoryOutlined />} title={t('noVersions')}>
          {t('noVersionsText')}
        </Empty>
      )}
      {asked.hasNextPage ? (
        <div className="route-more">
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
