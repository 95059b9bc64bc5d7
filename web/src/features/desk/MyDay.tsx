/** My day so far, from the ledger; each figure says on hover how it is computed. */
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { getDay, type Day } from '@/api/desk';
import type { Me } from '@/api/types';
import { clockOf, clockOrDash } from '@/shared/format/duration';
import { percentOf } from '@/shared/format/number';
import { timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Failed } from '@/shared/ui/Empty';
import { useReasonName } from '@/shared/ui/names';
import { dayWords } from './day-words';

type Word = Exclude<keyof (typeof dayWords)['zh-CN'], 'asOf' | 'paused' | 'seconds' | 'heldBack'>;
/** A line: its word, its value, and the figure whose definition explains it. */
type Line = [Word, string, string];

const EVERY = 60_000;

function useLines(day: Day): { first: Line[]; more: Line[] } {
  const t = useTexts(dayWords);
  const ring = day.ring_seconds_p50;
  return {
    first: [
      ['missed', String(day.missed), 'missed'],
      ['talk', clockOf(day.talk_seconds), 'average_handle_seconds'],
      ['handle', clockOrDash(day.average_handle_seconds), 'average_handle_seconds'],
      ['second', percentOf(day.answered_by_second_ring), 'answered_by_second_ring'],
      ['customerFirst', percentOf(day.customer_first), 'customer_first'],
    ],
    more: [
      ['offered', String(day.offered), 'offered'],
      ['declined', String(day.declined), 'declined'],
      ['left', String(day.left_while_ringing), 'left_while_ringing'],
      ['ring', ring === null ? '–' : t('seconds', { n: Math.round(ring) }), 'ring_seconds_p50'],
      ['third', percentOf(day.answered_by_third_ring), 'answered_by_third_ring'],
      ['hold', clockOf(day.hold_seconds), 'average_handle_seconds'],
      ['wrapUp', clockOf(day.wrap_up_seconds), 'average_handle_seconds'],
      ['ready', clockOf(day.ready_seconds), 'ready_seconds'],
      ['occupancy', percentOf(day.occupancy), 'occupancy'],
    ],
  };
}

function Pauses({ day }: { day: Day }) {
  const t = useTexts(dayWords);
  const reasonName = useReasonName();
  return day.paused.map((pause) => (
    <div key={pause.reason} className={pause.over ? 'is-over' : ''}>
      <dt>{t('paused', { reason: reasonName(pause.reason) })}</dt>
      <dd>
        <span className="num">{clockOf(pause.seconds)}</span>
        {pause.allowance_seconds === null ? null : (
          <span className="quiet num"> / {clockOf(pause.allowance_seconds)}</span>
        )}
        {pause.over ? <span className="pill bad">{t('over')}</span> : null}
      </dd>
    </div>
  ));
}

function Figures({ day, me }: { day: Day; me: Me }) {
  const t = useTexts(dayWords);
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const { first, more } = useLines(day);
  const explained = (figure: string): string => nameIn(day.definitions[figure], locale);
  return (
    <>
      <dl>
        <div>
          <dt title={explained('answered')}>{t('answered')}</dt>
          <dd className="num">
            <Link to={`/interactions?agent=${me.agent.id}`}>{day.answered}</Link>
          </dd>
        </div>
        {[...first, ...(all ? more : [])].map(([word, value, figure]) => (
          <div key={word}>
            <dt title={explained(figure)}>{t(word)}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
        <Pauses day={day} />
      </dl>
      <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'less' : 'more')}
      </Button>
    </>
  );
}

export function MyDay({ me }: { me: Me }) {
  const t = useTexts(dayWords);
  // asked anew when my state changes: that is when a figure did
  const asked = useQuery({
    queryKey: ['my-day', me.state, me.since],
    queryFn: getDay,
    refetchInterval: EVERY,
    placeholderData: (before) => before,
  });
  return (
    <section className="panel today">
      <div className="panel-head">
        <h2>{t('title')}</h2>
        {asked.data ? (
          <span className="quiet push num">
            {t('asOf', { time: timeOf(new Date(asked.data.as_of)).slice(0, 5) })}
          </span>
        ) : null}
      </div>
      {asked.data ? <Figures day={asked.data} me={me} /> : null}
      {!asked.data && asked.isError ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.isPending ? <Skeleton active paragraph={{ rows: 4 }} className="today-opening" /> : null}
    </section>
  );
}
