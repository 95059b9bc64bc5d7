/** The customer did not wait on the line: they are called back, and have waited since. */
import { PhoneOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { Pop } from '@/api/desk';
import { timeOf } from '@/shared/format/time';
import { texts, useTexts } from '@/shared/i18n/texts';

const words = texts(
  {
    title: '排队回电',
    since: '客户 {time} 起等候，接起后由系统拨打客户。',
    tries: '此前拨过 {n} 次，未接通。',
    asked: '原通话',
  },
  {
    title: 'Callback from the queue',
    since: 'Has waited since {time}. Answer, and the customer is called.',
    tries: 'Called {n} times before without reaching anybody.',
    asked: 'First contact',
  },
);

export function PopCalledBack({ back }: { back: NonNullable<Pop['called_back']> }) {
  const t = useTexts(words);
  return (
    <section className="handed-over" aria-label={t('title')}>
      <p>
        <PhoneOutlined aria-hidden /> <strong>{t('title')}</strong>{' '}
        <Link to={`/interactions/${back.interaction}`}>{t('asked')}</Link>
      </p>
      <p className="num">{t('since', { time: timeOf(new Date(back.since)).slice(0, 5) })}</p>
      {back.tries ? <p className="quiet num">{t('tries', { n: back.tries })}</p> : null}
    </section>
  );
}
