/** What is still open with the caller, and what was before. */
import { ClockCircleOutlined, HistoryOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { Pop, PopContact, PopItem } from '@/api/desk';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { typePath, useQueueName, useWrapUpTypes } from '@/shared/ui/names';
import { callbackWords } from './callback-words';
import { popWords } from './pop-words';
import { saidTime } from './TimePicker';

export function OpenItems({ items }: { items: PopItem[] }) {
  const t = useTexts(popWords);
  const say = useTexts(callbackWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  if (!items.length) return null;
  return (
    <section className="open-items" aria-label={t('open')}>
      <h3>
        <ClockCircleOutlined aria-hidden /> {t('open')} <span className="quiet num">{items.length}</span>
      </h3>
      <ul>
        {items.map((item) => (
          <li key={item.id} className={item.overdue ? 'is-overdue' : ''}>
            <strong>{t('callback')}</strong>
            <span className="num">{saidTime(new Date(item.due_at), now, say, locale)}</span>
            {item.overdue ? <span className="pill bad">{t('overdue')}</span> : null}
            <span>{item.note}</span>
            <span className="quiet">{nameIn(item.agent?.name, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useOutcome(): (contact: PopContact) => string {
  const t = useTexts(popWords);
  const locale = useLocale();
  const types = useWrapUpTypes().data ?? [];
  return (contact) => {
    if (contact.outcome === 'open') return t('goingOn');
    if (contact.outcome !== 'answered' && contact.type === null) return t('abandoned');
    const type = contact.type ? typePath(types, contact.type).at(-1) : undefined;
    const result = type?.results.find((one) => one.id === contact.result);
    const named = [type, result].map((one) => nameIn(one?.name, locale)).filter(Boolean);
    return named.join(' · ') || t('noWrapUp');
  };
}

export function LastContacts({ pop }: { pop: Pop }) {
  const t = useTexts(popWords);
  const locale = useLocale();
  const queueName = useQueueName();
  const outcome = useOutcome();
  const now = dateAt(serverNow());
  const title = t(pop.customer ? 'last' : 'lastOfNumber');
  return (
    <section className="history" aria-label={title}>
      <h3>
        <HistoryOutlined aria-hidden /> {title}
      </h3>
      {pop.last_contacts.length ? null : <p className="quiet">{t('first')}</p>}
      <ul>
        {pop.last_contacts.map((contact) => (
          <li key={contact.id}>
            <Link to={`/interactions/${contact.id}`}>
              <span className="num">{whenOf(contact.started_at, now)}</span>
              <span className="quiet">
                {contact.queue ? queueName(contact.queue) : ''} {nameIn(contact.agent?.name, locale)}
              </span>
              <span className="history-what">
                {outcome(contact)}
                {contact.note ? <span className="quiet"> · {contact.note}</span> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
