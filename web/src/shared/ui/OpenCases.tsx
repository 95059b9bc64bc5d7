/** The open cases of a customer, and the way to a new one: on the desk and on the customer's own page. */
import { FileDoneOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { Link } from 'react-router';
import { casesOfCustomer } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';
import { may, SessionContext } from '@/shared/session/session';

const words = texts(
  {
    title: '未结工单',
    none: '没有未结工单',
    open: '新建工单',
    received: '已受理',
    diagnosed: '已定性',
    assigned: '已派单',
    working: '处理中',
    confirmed: '方案已确认',
    recorded: '已归档',
    followed_up: '已回访',
    closed: '已结案',
    overdue: '已超时',
  },
  {
    title: 'Open cases',
    none: 'No open cases',
    open: 'New case',
    received: 'Received',
    diagnosed: 'Diagnosed',
    assigned: 'Assigned',
    working: 'In progress',
    confirmed: 'Confirmed',
    recorded: 'Recorded',
    followed_up: 'Followed up',
    closed: 'Closed',
    overdue: 'Overdue',
  },
);

interface Props {
  customer: string;
  /** The contact in hand: a new case comes from it. */
  interaction?: string;
}

export function OpenCases({ customer, interaction }: Props) {
  const t = useTexts(words);
  const locale = useLocale();
  const session = useContext(SessionContext);
  const sees = session !== null && may(session, 'cases.see');
  const asked = useQuery({
    queryKey: ['cases', 'of', customer],
    queryFn: () => casesOfCustomer(customer),
    enabled: sees,
  });
  if (!sees) return null;
  const rows = asked.data?.items ?? [];
  const query = new URLSearchParams({ customer, ...(interaction ? { interaction } : {}) });
  return (
    <section className="history" aria-label={t('title')}>
      <h3>
        <FileDoneOutlined aria-hidden /> {t('title')} <span className="quiet num">{rows.length || ''}</span>{' '}
        {may(session, 'cases.work') ? (
          <Link to={`/cases/new?${query.toString()}`}>
            <PlusOutlined aria-hidden /> {t('open')}
          </Link>
        ) : null}
      </h3>
      {asked.isSuccess && !rows.length ? <p className="quiet">{t('none')}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/cases/${row.id}`}>
              <span className={row.overdue ? 'fault' : 'quiet'}>
                {t(row.overdue ? 'overdue' : row.state)}
              </span>
              <span className="quiet">{nameIn(row.type_name, locale)}</span>
              <span className="history-what">{row.subject}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
