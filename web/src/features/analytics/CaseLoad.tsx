/** How many open cases lie with whom, who is late with most first; every number opens its list. For who assigns. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { getCaseLoad, type CaseLoad as Load } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Failed } from '@/shared/ui/Empty';
import { loadWords } from './load-words';
import './load.css';

const AGAIN = 30_000;
const FIRST = 6;

/** The list behind a number: somebody's open cases, or what waits in the list of a team. */
function listOf({ owner, team }: Load, due?: 'overdue' | 'today'): string {
  const search = new URLSearchParams(owner ? { view: 'stillOpen', owner: owner.id } : { view: 'list', team });
  if (due) search.set('due', due);
  return `/cases?${search.toString()}`;
}

function Line({ one }: { one: Load }) {
  const t = useTexts(loadWords);
  const locale = useLocale();
  const team = nameIn(one.team_name, locale) || t('noTeam');
  const name = one.owner ? nameIn(one.owner.name, locale) : t('list');
  const who = one.owner ? name : `${team} ${name}`;
  return (
    <tr>
      <th scope="row" title={one.waiting ? t('waiting', { n: one.waiting }) : undefined}>
        {name} <span className="quiet">{team}</span>
      </th>
      <td className="num">
        {one.overdue ? (
          <Link
            className="load-late"
            to={listOf(one, 'overdue')}
            aria-label={t('overdueOf', { who, n: one.overdue })}
          >
            {one.overdue}
          </Link>
        ) : (
          0
        )}
      </td>
      <td className="num">
        {one.today ? (
          <Link to={listOf(one, 'today')} aria-label={t('todayOf', { who, n: one.today })}>
            {one.today}
          </Link>
        ) : (
          0
        )}
      </td>
      <td className="num">
        <Link to={listOf(one)} aria-label={t('openOf', { who, n: one.open })}>
          {one.open}
        </Link>
      </td>
    </tr>
  );
}

export function CaseLoad() {
  const t = useTexts(loadWords);
  const [all, showAll] = useState(false);
  const asked = useQuery({
    queryKey: ['cases', 'load'],
    queryFn: async () => (await getCaseLoad()).items,
    refetchInterval: AGAIN,
  });
  const items = asked.data ?? [];
  const total = items.reduce((sum, one) => sum + one.open, 0);
  return (
    <section className="panel" aria-label={t('title')} aria-busy={asked.isPending}>
      <div className="panel-head">
        <h2>
          <Link to="/cases?view=stillOpen">{t('title')}</Link>{' '}
          <span className="quiet num">{total || ''}</span>
        </h2>
      </div>
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.data && !items.length ? <p className="load-none quiet">{t('none')}</p> : null}
      {items.length ? (
        <table className="queues load">
          <thead>
            <tr>
              <th scope="col">{t('who')}</th>
              <th scope="col">{t('overdue')}</th>
              <th scope="col">{t('today')}</th>
              <th scope="col">{t('open')}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? items : items.slice(0, FIRST)).map((one) => (
              <Line key={`${one.team} ${one.owner?.id ?? ''}`} one={one} />
            ))}
          </tbody>
        </table>
      ) : null}
      {items.length > FIRST ? (
        <Button type="link" size="small" block aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? t('less') : t('all', { n: items.length })}
        </Button>
      ) : null}
    </section>
  );
}
