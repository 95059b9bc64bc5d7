/** The contacts that a customer had before. */
import { HistoryOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { PastContact } from '@/api/types';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { typePath, useQueueName, useWrapUpTypes } from './names';

const words = texts(
  {
    history: '历史联络',
    noHistory: '还没有联络记录',
    in: '呼入',
    out: '呼出',
    internal: '内部',
    noWrapUp: '没有小结',
    goingOn: '进行中',
  },
  {
    history: 'History',
    noHistory: 'No contacts yet',
    in: 'Inbound',
    out: 'Outbound',
    internal: 'Internal',
    noWrapUp: 'No wrap-up',
    goingOn: 'Going on',
  },
);

const DIRECTIONS = { in: 'in', out: 'out', internal: 'internal' } as const;

export function CustomerHistory({ contacts }: { contacts: PastContact[] }) {
  const t = useTexts(words);
  const locale = useLocale();
  const queueName = useQueueName();
  const types = useWrapUpTypes().data ?? [];
  const now = dateAt(serverNow());
  const typeName = (contact: PastContact): string => {
    if (!contact.ended_at) return t('goingOn');
    const type = contact.type ? typePath(types, contact.type).at(-1) : undefined;
    const result = type?.results.find((one) => one.id === contact.result);
    const named = [type, result].map((one) => nameIn(one?.name, locale)).filter(Boolean);
    return named.join(' · ') || t('noWrapUp');
  };
  return (
    <section className="history" aria-label={t('history')}>
      <h3>
        <HistoryOutlined aria-hidden /> {t('history')}{' '}
        <span className="quiet num">{contacts.length || ''}</span>
      </h3>
      {contacts.length ? null : <p className="quiet">{t('noHistory')}</p>}
      <ul>
        {contacts.map((contact) => (
          <li key={contact.id}>
            <Link to={`/interactions/${contact.id}`}>
              <span className="num">{whenOf(contact.started_at, now)}</span>
              <span className="quiet">
                {contact.queue
                  ? queueName(contact.queue)
                  : t(DIRECTIONS[contact.direction as keyof typeof DIRECTIONS] ?? 'in')}
              </span>
              <span className="history-what">{typeName(contact)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
