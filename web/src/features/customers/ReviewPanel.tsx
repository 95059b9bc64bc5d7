/** Records that are old, contradictory or incomplete: a list of work, and how often facts were wrong. */
import { FileSearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  getErrorRate,
  listReviews,
  reviewCustomer,
  type ReviewAct,
  type ReviewKind,
  type ReviewShown,
} from '@/api/customers';
import { useLocale } from '@/shared/i18n/locale';
import { clausesIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { SidePanel } from '@/shared/ui/SidePanel';
import { reviewWords } from './review-words';

const KINDS = ['contradictory', 'incomplete', 'old'] as const;
type Filter = ReviewKind | 'all' | 'mine';
const KEYS = ['old', 'missing', 'not_right', 'found_wrong', 'layers_differ', 'identity_of_company'] as const;
type Key = (typeof KEYS)[number];
const DAYS = 30;
const LIST = ['customers', 'reviews'];

function ErrorLine() {
  const t = useTexts(reviewWords);
  const { data } = useQuery({
    queryKey: ['customers', 'error-rate', DAYS],
    queryFn: () => getErrorRate(DAYS),
  });
  if (!data) return null;
  const { verified, wrong, rate } = data;
  return (
    <p className="quiet review-rate">
      <strong>{t('errorRate')}</strong>{' '}
      {rate === null
        ? t('errorNone', { days: DAYS })
        : t('errorText', { days: DAYS, verified, wrong, rate: `${(rate * 100).toFixed(1)}%` })}
    </p>
  );
}

function Line({ row, act }: { row: ReviewShown; act: (what: ReviewAct) => void }) {
  const t = useTexts(reviewWords);
  const locale = useLocale();
  const why = row.reasons.map(({ key, of }) =>
    KEYS.includes(key as Key) ? t(`key_${key as Key}`, { of: nameIn(of, locale) }) : key,
  );
  return (
    <li>
      <Link to={`/customers/${row.customer}`}>{row.name}</Link>
      <span className="quiet review-why">{clausesIn(why, locale)}</span>
      <span className="review-acts">
        {row.mine ? (
          <Button size="small" onClick={() => act('give_back')}>
            {t('giveBack')}
          </Button>
        ) : null}
        {row.mine || !row.taken_by ? (
          <Button
            size="small"
            type={row.mine ? 'primary' : 'default'}
            onClick={() => act(row.mine ? 'done' : 'take')}
          >
            {t(row.mine ? 'done' : 'take')}
          </Button>
        ) : (
          <span className="quiet">{t('takenBy', { who: nameIn(row.taken_by, locale) })}</span>
        )}
      </span>
    </li>
  );
}

export function ReviewPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(reviewWords);
  const client = useQueryClient();
  const sayRefusal = useSayRefusal();
  const [filter, setFilter] = useState<Filter>('all');
  const query = filter === 'mine' ? { mine: true } : filter === 'all' ? {} : { kind: filter };
  const list = useInfiniteQuery({
    queryKey: [...LIST, filter],
    queryFn: ({ pageParam }) => listReviews({ ...query, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const acting = useMutation({
    mutationFn: ({ id, act }: { id: string; act: ReviewAct }) => reviewCustomer(id, act),
    onError: sayRefusal,
    onSettled: () => client.invalidateQueries({ queryKey: LIST }),
  });
  const counts = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const label = (what: ReviewKind | 'mine'): string => {
    const n = counts?.[what] ?? 0;
    const shown = counts && n >= counts.most_counted ? t('many', { n }) : n;
    return t('count', { what: t(what), n: shown });
  };
  return (
    <SidePanel title={t('title')} width={560} onClose={onClose}>
      <div className="review">
        <Segmented<Filter>
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: t('all') },
            ...[...KINDS, 'mine' as const].map((what) => ({ value: what, label: label(what) })),
          ]}
        />
        <ErrorLine />
        {list.isPending ? <Skeleton active /> : null}
        {list.isError ? <Failed failure={list.error} again={() => void list.refetch()} /> : null}
        {list.isSuccess && !rows.length ? (
          <Empty icon={<FileSearchOutlined />} title={t('none')}>
            {t('noneText')}
          </Empty>
        ) : null}
        <ul aria-label={t('title')}>
          {rows.map((row) => (
            <Line key={row.customer} row={row} act={(act) => acting.mutate({ id: row.customer, act })} />
          ))}
        </ul>
        {list.hasNextPage ? (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        ) : null}
      </div>
    </SidePanel>
  );
}
