/** What is known of a customer: on the agent's desk and on the customer's own page. */
import { CrownFilled, WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { CustomerCard, CustomerRow, Level } from '@/api/types';
import { CallButton } from '@/shared/dial/CallButton';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { texts, useTexts } from '@/shared/i18n/texts';

const words = texts(
  {
    level: '级别',
    normal: '普通',
    silver: '银卡',
    gold: '金卡',
    vip: '贵宾',
    company: '公司',
    risk: '风险',
    risk_low: '低风险',
    risk_medium: '中风险',
    risk_high: '高风险',
    tags: '标签',
    mails: '邮箱',
    addresses: '地址',
    label_mobile: '手机',
    label_home: '住宅',
    label_work: '单位',
    label_fax: '传真',
    label_other: '其他',
    numbers: '电话',
    masked: '您的角色看不到完整号码',
    language: '语言',
    note: '备注',
  },
  {
    level: 'Level',
    normal: 'Normal',
    silver: 'Silver',
    gold: 'Gold',
    vip: 'VIP',
    company: 'Company',
    risk: 'Risk',
    risk_low: 'Low risk',
    risk_medium: 'Medium risk',
    risk_high: 'High risk',
    tags: 'Tags',
    mails: 'Mail',
    addresses: 'Addresses',
    label_mobile: 'Mobile',
    label_home: 'Home',
    label_work: 'Work',
    label_fax: 'Fax',
    label_other: 'Other',
    numbers: 'Numbers',
    masked: 'Your role does not see whole numbers',
    language: 'Language',
    note: 'Note',
  },
);

export function LevelMark({ level }: { level: Level }) {
  const t = useTexts(words);
  if (level === 'normal') return <span className="quiet">{t('normal')}</span>;
  return (
    <span className={`pill level-${level}`}>
      <CrownFilled aria-hidden /> {t(level)}
    </span>
  );
}

/** Nothing where there is no risk. */
export function RiskMark({ risk }: { risk: CustomerRow['risk'] }) {
  const t = useTexts(words);
  if (risk === 'none') return null;
  return (
    <span className={`pill risk-${risk}`}>
      <WarningFilled aria-hidden /> {t(`risk_${risk}`)}
    </span>
  );
}

export const Tags = ({ tags }: { tags: readonly string[] }) => (
  <>
    {tags.map((tag) => (
      <span key={tag} className="pill tag">
        {tag}
      </span>
    ))}
  </>
);

/** A language in the reader's own; the code itself when there is no name for it. */
export function languageIn(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What only the whole card has. */
type Whole = Partial<Pick<CustomerCard, 'phones' | 'mails' | 'addresses'>>;
interface FactsProps {
  customer: CustomerRow & Whole;
  /** Each number has a button that calls it. */
  calls?: boolean;
  /** More of them, at the end. */
  children?: ReactNode;
}

function Numbers({ customer, calls = false }: FactsProps) {
  const t = useTexts(words);
  return (
    <>
      {customer.numbers.map((number, place) => {
        const label = customer.phones?.[place]?.label;
        return (
          <span
            key={`${place} ${number}`}
            className="num facts-number"
            title={customer.numbers_masked ? t('masked') : undefined}
          >
            {groupPhone(number)}
            {label ? <span className="quiet facts-label">{t(`label_${label}`)}</span> : null}
            {calls ? (
              <CallButton to={{ kind: 'customer', id: customer.id, place }} who={customer.name} />
            ) : null}
          </span>
        );
      })}
    </>
  );
}

function Reached({ customer }: FactsProps) {
  const t = useTexts(words);
  return (
    <>
      {customer.mails?.length ? (
        <div>
          <dt>{t('mails')}</dt>
          <dd className="facts-list">
            {customer.mails.map((mail) => (
              <a key={mail} href={`mailto:${encodeURI(mail)}`}>
                {mail}
              </a>
            ))}
          </dd>
        </div>
      ) : null}
      {customer.addresses?.length ? (
        <div>
          <dt>{t('addresses')}</dt>
          <dd className="facts-list">
            {customer.addresses.map(({ label, text }) => (
              <span key={`${label} ${text}`}>
                {text} <span className="quiet">{t(`label_${label}`)}</span>
              </span>
            ))}
          </dd>
        </div>
      ) : null}
    </>
  );
}

export function CustomerFacts({ customer, calls = false, children }: FactsProps) {
  const t = useTexts(words);
  const locale = useLocale();
  return (
    <dl className="facts">
      <div>
        <dt>{t('level')}</dt>
        <dd>
          <LevelMark level={customer.level} /> <RiskMark risk={customer.risk} />
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
          <Numbers customer={customer} calls={calls} />
        </dd>
      </div>
      <Reached customer={customer} />
      <div>
        <dt>{t('language')}</dt>
        <dd>{languageIn(customer.language, locale)}</dd>
      </div>
      {customer.tags.length ? (
        <div>
          <dt>{t('tags')}</dt>
          <dd>
            <Tags tags={customer.tags} />
          </dd>
        </div>
      ) : null}
      {customer.note ? (
        <div>
          <dt>{t('note')}</dt>
          <dd className="facts-note">{customer.note}</dd>
        </div>
      ) : null}
      {children}
    </dl>
  );
}
