/** One contact whole: who and when, timeline, why it was routed so, what came of it, how it sounded. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { getInteraction } from '@/api/calls';
import type { InteractionDetail } from '@/api/types';
import { useBoard } from '@/shared/board/board-store';
import { CallButton } from '@/shared/dial/CallButton';
import { clockOrDash } from '@/shared/format/duration';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, dateOf, timeOf, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Player } from '@/shared/player/Player';
import { Transcript } from '@/shared/spoken/Transcript';
import { Failed } from '@/shared/ui/Empty';
import { Facts } from '@/shared/ui/Facts';
import { typePath, useQueueName, useWrapUpTypes } from '@/shared/ui/names';
import { OutcomeMark } from './Outcome';
import { sentencesOf } from './reasons';
import { reasonWords } from './reasons-words';
import { Timeline } from './Timeline';
import { Waiting } from './Waiting';
import { interactionWords, wordOf } from './words';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="detail-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Caller({ whole }: { whole: InteractionDetail }) {
  const number = groupPhone(whole.caller);
  if (!/\d/.test(whole.caller)) return null;
  return (
    <>
      <span className="num quiet">{number}</span>
      <CallButton to={{ kind: 'interaction', id: whole.id }} who={whole.customer?.name || number} />
    </>
  );
}

function Head({ whole }: { whole: InteractionDetail }) {
  const t = useTexts(interactionWords);
  const locale = useLocale();
  const queueName = useQueueName();
  const by = wordOf('by_', whole.ended_by);
  const began = new Date(whole.started_at);
  const facts: [string, ReactNode][] = [
    [t('started'), `${dateOf(began)} ${timeOf(began)}`],
    [t('dialled'), whole.number],
    [t('queue'), queueName(whole.queue) || '–'],
    [t('agent'), nameIn(whole.agent?.name, locale) || '–'],
    [t('wait'), clockOrDash(whole.wait_seconds)],
    [t('talk'), clockOrDash(whole.talk_seconds)],
    [t('endedBy'), by ? t(by) : '–'],
    [t('trunk'), whole.trunk || '–'],
  ];
  const consent = wordOf('consent_', whole.consent);
  if (consent) facts.push([t('consent'), t(consent)]);
  return (
    <header className="detail-head">
      <h2>
        {whole.customer ? (
          <Link to={`/customers/${whole.customer.id}`}>{whole.customer.name}</Link>
        ) : (
          whole.caller_name || groupPhone(whole.caller) || t('unknown')
        )}
        <Caller whole={whole} />
        <OutcomeMark row={whole} />
      </h2>
      {whole.customers.length > 1 ? (
        <p className="quiet">
          {t('maybe')}
          {whole.customers.map((one) => (
            <Link key={one.id} to={`/customers/${one.id}`} className="detail-maybe">
              {one.name}
            </Link>
          ))}
        </p>
      ) : null}
      <Facts facts={facts} />
    </header>
  );
}

function Reasons({ whole }: { whole: InteractionDetail }) {
  const t = useTexts(interactionWords);
  const say = useTexts(reasonWords);
  const locale = useLocale();
  const queueName = useQueueName();
  const agents = new Map(
    whole.segments.flatMap((one) =>
      one.agent ? [[one.agent.id, nameIn(one.agent.name, locale)] as const] : [],
    ),
  );
  if (whole.agent) agents.set(whole.agent.id, nameIn(whole.agent.name, locale));
  const staff = useBoard()?.agents ?? {};
  const names = {
    agent: (id: string) => agents.get(id) ?? nameIn(staff[id]?.name, locale),
    queue: queueName,
  };
  const sentences = sentencesOf(whole.decisions, whole.id, say, names);
  if (!sentences.length) return <p className="quiet">{t('noDecisions')}</p>;
  return (
    <ol className="reasons">
      {sentences.map((sentence, nth) => (
        <li key={nth}>
          <span className="num quiet">{timeOf(new Date(sentence.at))}</span>
          <div>
            {sentence.text}
            {sentence.details.map((detail) => (
              <p key={detail} className="quiet">
                {detail}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function WrapUps({ whole }: { whole: InteractionDetail }) {
  const t = useTexts(interactionWords);
  const locale = useLocale();
  const types = useWrapUpTypes().data ?? [];
  const now = dateAt(serverNow());
  if (!whole.wrap_ups.length) return <p className="quiet">{t('noWrapUps')}</p>;
  return (
    <ul className="wrap-ups">
      {whole.wrap_ups.map((one) => {
        const path = typePath(types, one.type);
        const result = path.at(-1)?.results.find((found) => found.id === one.result);
        const named = [...path, result].map((part) => nameIn(part?.name, locale)).filter(Boolean);
        return (
          <li key={one.id}>
            <p>
              <strong>{named.join(' · ') || one.type}</strong>
              <span className="quiet">
                {nameIn(one.agent.name, locale)} <span className="num">{whenOf(one.at, now)}</span>
              </span>
            </p>
            {one.note ? <p className="wrap-ups-note">{one.note}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}

export function Detail({ id }: { id: string }) {
  const t = useTexts(interactionWords);
  const asked = useQuery({ queryKey: ['interactions', id], queryFn: () => getInteraction(id) });
  const all = may(useSession(), 'interactions.all');
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 12 }} className="detail" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const whole = asked.data;
  return (
    <div className="detail">
      <Head whole={whole} />
      {whole.outcome === 'open' && all ? <Waiting id={whole.id} /> : null}
      <Part title={t('timeline')}>
        <Timeline whole={whole} />
      </Part>
      <Part title={t('recordings')}>
        {whole.recordings.length ? null : <p className="quiet">{t('noRecordings')}</p>}
        {whole.recordings.map((recording) => (
          <Fragment key={recording.id}>
            <Player recording={recording} />
            <Transcript recording={recording} />
          </Fragment>
        ))}
      </Part>
      <Part title={t('wrapUps')}>
        <WrapUps whole={whole} />
      </Part>
      <Part title={t('decisions')}>
        <Reasons whole={whole} />
      </Part>
    </div>
  );
}
