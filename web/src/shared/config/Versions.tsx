/** What was published of some kinds of configuration, newest first: what each version changed, and the way back to it
 * by one click. */
import { HistoryOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState, type ComponentType } from 'react';
import {
  compareNumbers,
  listPublications,
  rollBackTo,
  type ItemChanged,
  type Publication,
} from '@/api/versions';
import { AloneAsks } from '@/shared/alone/AloneAsks';
import { useAloneFirst } from '@/shared/alone/use-alone-first';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { versionWords } from './version-words';
import './versions.css';

interface Props {
  kinds: readonly string[];
  mayChange: boolean;
  /** What going back means for these kinds. */
  backText: string;
  /** Going back may leave queues without anybody: it is asked first whether it does. */
  mayLeaveAlone?: boolean;
  none: string;
  noneText: string;
  /** Differences in words. */
  Differences: ComponentType<{ changes: ItemChanged[] }>;
  /** Fetches anew what going back changes. */
  again: () => Promise<unknown>;
}

function Changes({ kinds, until, Differences }: Pick<Props, 'kinds' | 'Differences'> & { until: number }) {
  const asked = useQuery({
    queryKey: ['config-history', 'changes', kinds, until],
    queryFn: () => compareNumbers(kinds, until - 1, until),
    staleTime: Infinity,
  });
  if (asked.isPending) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  return <Differences changes={asked.data.items} />;
}

interface LineProps extends Props {
  one: Publication;
  inForce: boolean;
}

function Line({ one, inForce, ...given }: LineProps) {
  const { kinds, mayChange, mayLeaveAlone, backText, again } = given;
  const t = useTexts(versionWords);
  const locale = useLocale();
  const { message } = App.useApp();
  const [open, setOpen] = useState(inForce);
  const back = useMutation({ mutationFn: () => rollBackTo(kinds, one.number), onSuccess: again });
  const first = useAloneFirst();
  const rollBack = (): void =>
    back.mutate(undefined, {
      onSuccess: ({ number }) => void message.success(t('rolledBack', { to: one.number, n: number })),
    });
  const wish = (): void =>
    mayLeaveAlone ? first.wish({ back_to: one.number, kinds: [...kinds] }, rollBack) : rollBack();
  return (
    <li className="version">
      <div className="version-head">
        <strong className="num">{t('number', { n: one.number })}</strong>
        {inForce ? <span className="pill good">{t('inForce')}</span> : null}
        <span className="num quiet">{whenOf(one.at, dateAt(serverNow()))}</span>
        <span className="quiet">{one.by ? t('by', { who: nameIn(one.by, locale) }) : t('bySystem')}</span>
        {one.note ? <span>{one.note}</span> : null}
        <span className="version-ways">
          <Button type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'hide' : 'whatChanged')}
          </Button>
          {mayChange && !inForce ? (
            <Button title={backText} loading={first.looking || back.isPending} onClick={wish}>
              {t('rollBack')}
            </Button>
          ) : null}
        </span>
      </div>
      <AloneAsks queues={first.queues} anyway={t('rollBackAnyway')} onAnswer={first.answer} />
      <Refused failure={back.error} />
      {open ? <Changes {...given} until={one.number} /> : null}
    </li>
  );
}

export function Versions(given: Props) {
  const { kinds, none, noneText } = given;
  const t = useTexts(versionWords);
  const asked = useInfiniteQuery({
    queryKey: ['config-history', 'list', kinds],
    queryFn: ({ pageParam }) => listPublications(kinds, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (asked.isPending) return <Skeleton active className="panel versions-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const items = asked.data.pages.flatMap((page) => page.items);
  return (
    <section className="panel">
      {items.length ? (
        <ol>
          {items.map((one, nth) => (
            <Line key={one.number} one={one} inForce={nth === 0} {...given} />
          ))}
        </ol>
      ) : (
        <Empty icon={<HistoryOutlined />} title={none}>
          {noneText}
        </Empty>
      )}
      {asked.hasNextPage ? (
        <div className="versions-more">
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
