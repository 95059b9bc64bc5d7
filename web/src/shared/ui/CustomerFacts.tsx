/** What is known of a customer, and the contacts before: on the agent's desk and on the customer's own page. */
import { CrownFilled, HistoryOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { CustomerRow, Level, PastContact } from '@/api/types';
import { CallButton } from '@/shared/dial/CallButton';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { typePath, useQueueName, useWrapUpTypes } from './names';

const words = texts(
  {
    level: '级别',
    normal: '普通',
    silver: '银卡',
    gold: '金卡',
    vip: '贵宾',
    company: '公司',
    numbers: '电话',
    masked: '您的角色看不到完整号码',
    language: '语言',
    note: '备注',
    history: '历史联络',
    noHistory: '还没有联络记录',
    in: '呼入',
    out: '呼出',
    internal: '内部',
    noWrapUp: '没有小结',
    goingOn: '进行中',
  },
  {
    level: 'Level',
    normal: 'Normal',
    silver: 'Silver',
    gold: 'Gold',
    vip: 'VIP',
    company: 'Company',
    numbers: 'Numbers',
    masked: 'Your role does not see whole numbers',
    language: 'Language',
    note: 'Note',
    history: 'History',
    noHistory: 'No contacts yet',
    in: 'Inbound',
    out: 'Outbound',
    internal: 'Internal',
    noWrapUp: 'No wrap-up',
    goingOn: 'Going on',
  },
);

const LANGUAGES: Record<string, string> = { zh: '中文', en: 'English', 'zh-CN': '中文', 'en-US': 'English' };

export function LevelMark({ level }: { level: Level }) {
  const t = useTexts(words);
  if (level === 'normal') return <span className="quiet">{t('normal')}</span>;
  return (
    <span className={`pill level-${level}`}>
      <CrownFilled aria-hidden /> {t(level)}
    </span>
  );
}

/** `calls`: each number has a button that calls it. */
export function CustomerFacts({ customer, calls = false }: { customer: CustomerRow; calls?: boolean }) {
  const t = useTexts(words);
  return (
    <dl className="facts">
      <div>
        <dt>{t('level')}</dt>
        <dd>
          <LevelMark level={customer.level} />
        </dd>
      </div>
      {customer.company ? (
        <div>
          <dt>{t('company')}</dt>
          <dd>{customer.company}</dd>
        </div>
      ) : null}
      <div>
        <dt>{t('numbers')}</dt>
        <dd>
          {customer.numbers.map((number, place) => (
            <span
              key={number}
              className="num facts-number"
              title={customer.numbers_masked ? t('masked') : undefined}
            >
              {groupPhone(number)}
              {calls ? (
                <CallButton to={{ kind: 'customer', id: customer.id, place }} who={customer.name} />
              ) : null}
            </span>
          ))}
        </dd>
      </div>
      <div>
        <dt>{t('language')}</dt>
        <dd>{LANGUAGES[customer.language] ?? customer.language}</dd>
      </div>
      {customer.note ? (
        <div>
          <dt>{t('note')}</dt>
          <dd className="facts-note">{customer.note}</dd>
        </div>
      ) : null}
    </dl>
  );
}

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
