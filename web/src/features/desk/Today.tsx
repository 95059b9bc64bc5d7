/** My day so far. */
import { Link } from 'react-router';
import type { Me } from '@/api/types';
import { clockOf, clockOrDash } from '@/shared/format/duration';
import { useTexts } from '@/shared/i18n/texts';
import { deskWords } from './words';

export function Today({ me }: { me: Me }) {
  const t = useTexts(deskWords);
  const { today } = me;
  const handled = today.talk_seconds + today.hold_seconds + today.wrap_up_seconds;
  const lines: [string, string][] = [
    [t('missed'), String(today.missed)],
    [t('talkTime'), clockOf(today.talk_seconds)],
    [t('holdTime'), clockOf(today.hold_seconds)],
    [t('wrapUpTime'), clockOf(today.wrap_up_seconds)],
    [t('averageHandle'), clockOrDash(today.answered ? handled / today.answered : null)],
  ];
  return (
    <section className="panel today">
      <div className="panel-head">
        <h2>{t('today')}</h2>
      </div>
      <dl>
        <div>
          <dt>{t('answered')}</dt>
          <dd>
            <Link to={`/interactions?agent=${me.agent.id}`}>{today.answered}</Link>
          </dd>
        </div>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
