/** Whether my phone is registered; when it is not, what to enter where. */
import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import type { Me } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { deskWords } from './words';

export function Phone({ me }: { me: Me }) {
  const t = useTexts(deskWords);
  const { extension } = me.agent;
  if (me.phone_registered) {
    return (
      <section className="panel phone">
        <span className="state is-ready">
          <CheckCircleFilled aria-hidden /> {t('phoneOn', { extension })}
        </span>
      </section>
    );
  }
  const lines = [
    [t('phoneServer'), location.hostname],
    [t('phoneUser'), extension],
    [t('phonePassword'), t('phonePasswordNote')],
    [t('phoneTransport'), 'UDP / TCP, 5060'],
  ];
  return (
    <section className="panel phone is-off">
      <span className="phone-off">
        <ExclamationCircleFilled aria-hidden /> {t('phoneOff', { extension })}
      </span>
      <p className="quiet">{t('phoneHelp')}</p>
      <dl>
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
