/** Who waits to be called back instead of waiting on the line: place, tries, and having it done now or not at all. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  cancelWaitingCallback,
  hurryWaitingCallback,
  listEndedCallbacks,
  listWaitingCallbacks,
  type EndedCallback,
  type WaitingCallback,
} from '@/api/waiting';
import { groupPhone } from '@/shared/format/phone';
import { timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { waitingWords } from './waiting-words';
import './waiting.css';

const AGAIN = 5_000;
const KEY = ['waiting-callbacks'] as const;
const LAST = ['busy', 'no_answer', 'declined', 'unknown_number', 'cancelled'] as const;

function lastWord(signal: string): `last_${(typeof LAST)[number]}` | 'last_failed' {
  const found = LAST.find((one) => one === signal);
  return found ? `last_${found}` : 'last_failed';
}

const minuteOf = (at: string): string => timeOf(new Date(at)).slice(0, 5);

function useWish() {
  const client = useQueryClient();
  const locale = useLocale();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (wish: { do: 'now' | 'cancel'; id: string }) =>
      wish.do === 'now' ? hurryWaitingCallback(wish.id) : cancelWaitingCallback(wish.id),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (failure) => void message.warning(wordsFor(failure, locale).title),
  });
}

function Who({ one }: { one: WaitingCallback | EndedCallback }) {
  const t = useTexts(waitingWords);
  const number = groupPhone(one.number) || t('unknown');
  return (
    <>
      <Link to={`/interactions/${one.interaction}`}>{one.customer?.name ?? number}</Link>
      {one.customer ? <span className="num quiet">{number}</span> : null}
    </>
  );
}

function Line({ one, queue }: { one: WaitingCallback; queue: string }) {
  const t = useTexts(waitingWords);
  const { message } = App.useApp();
  const { mutate } = useWish();
  const id = one.interaction;
  const hurry = (): void =>
    mutate({ do: 'now', id }, { onSuccess: () => void message.success(t('nowDone')) });
  const when = one.next_at ? t('notBefore', { time: minuteOf(one.next_at) }) : t('later');
  const place = one.position === null ? when : t('place', { n: one.position });
  return (
    <li className="waiting-line">
      <Who one={one} />
      <span className="quiet">{queue}</span>
      <span className={`pill ${one.under_way ? 'good' : 'wait'} num`}>
        {one.under_way ? t('underWay') : place}
      </span>
      <span className="num quiet">{t('since', { time: minuteOf(one.since) })}</span>
      {one.tries ? (
        <span className="num quiet">{t('tries', { n: one.tries, most: one.attempts })}</span>
      ) : null}
      {one.last_try ? <span className="quiet">{t(lastWord(one.last_try))}</span> : null}
      <span className="push waiting-ways">
        <Button size="small" disabled={one.under_way} onClick={hurry}>
          {t('now')}
        </Button>
        <Popconfirm
          title={t('cancel')}
          description={t('sure')}
          onConfirm={() => mutate({ do: 'cancel', id })}
        >
          <Button size="small" danger disabled={one.under_way}>
            {t('cancel')}
          </Button>
        </Popconfirm>
      </span>
    </li>
  );
}

function Ended({ names }: { names: (queue: string) => string }) {
  const t = useTexts(waitingWords);
  const asked = useQuery({ queryKey: [...KEY, 'ended'], queryFn: listEndedCallbacks });
  const items = asked.data?.items ?? [];
  return (
    <ul className="waiting-rows">
      {asked.data && !items.length ? <li className="quiet">{t('none')}</li> : null}
      {items.map((one) => (
        <li className="waiting-line" key={one.interaction}>
          <Who one={one} />
          <span className="quiet">{names(one.queue)}</span>
          <span className={`pill ${one.end === 'reached' ? 'good' : ''}`}>{t(`end_${one.end}`)}</span>
          <span className="num quiet push">{minuteOf(one.ended_at)}</span>
        </li>
      ))}
    </ul>
  );
}

/** `queue`: only of this one; null: of all. Nothing for those who do not lead. */
export function WaitingCallbacks({
  queue,
  names,
}: {
  queue: string | null;
  names: (queue: string) => string;
}) {
  const t = useTexts(waitingWords);
  const leads = may(useSession(), 'callbacks.all');
  const [past, setPast] = useState(false);
  const asked = useQuery({
    queryKey: KEY,
    queryFn: listWaitingCallbacks,
    refetchInterval: AGAIN,
    enabled: leads,
  });
  if (!leads || !asked.data) return null;
  const items = asked.data.items.filter((one) => queue === null || one.queue === queue);
  return (
    <section className="panel" aria-label={t('title')}>
      <div className="panel-head">
        <h2>{t('title')}</h2>
        <span className="quiet num">{t('waiting', { n: items.length })}</span>
        <Button className="push" size="small" type="text" aria-expanded={past} onClick={() => setPast(!past)}>
          {t('ended')}
        </Button>
      </div>
      {items.length ? (
        <ul className="waiting-rows">
          {items.map((one) => (
            <Line key={one.interaction} one={one} queue={names(one.queue)} />
          ))}
        </ul>
      ) : null}
      {past ? <Ended names={names} /> : null}
    </section>
  );
}
