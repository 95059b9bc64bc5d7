/** My telephone on the desk: which one, whether calls can come, and if not, why and what mends it. */
import {
  CheckCircleFilled,
  ExclamationCircleFilled,
  LoadingOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { Me } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { useSession } from '@/shared/session/session';
import { Facts } from '@/shared/ui/Facts';
import { useKind, type Kind } from './phone-kind';
import { enablePhone, useFinding, useMend } from './phone-mend';
import { showSound } from './phone-open';
import type { Finding } from './phone-trouble';
import { phoneWords } from './phone-words';

const KINDS: Kind[] = ['browser', 'sip'];

function Choice({ me }: { me: Me }) {
  const t = useTexts(phoneWords);
  const [kind, choose] = useKind(me);
  const busy = me.state === 'ringing' || me.state === 'talking';
  const change = (wish: Kind): void => {
    choose(wish);
    if (wish === 'browser') void enablePhone();
  };
  return (
    <div
      role="radiogroup"
      className="phone-kinds"
      aria-label={t('kind')}
      title={t(busy ? 'switchLater' : 'kind')}
    >
      {KINDS.map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={one === kind}
          disabled={busy}
          onClick={() => change(one)}
        >
          {t(one)}
        </button>
      ))}
    </div>
  );
}

/** What to enter in a telephone on the table. */
function DeskPhone({ extension }: { extension: string }) {
  const t = useTexts(phoneWords);
  const { site } = useSession();
  return (
    <Facts
      facts={[
        [t('server'), location.hostname],
        [t('user'), extension],
        [t('password'), t('passwordNote')],
        [t('transport'), `UDP / TCP, ${site.sip_port}`],
      ]}
    />
  );
}

/** Not switched on yet is no fault. */
const toneOf = ({ trouble, passing }: Finding): string =>
  trouble === 'off' ? 'phone-rests' : passing ? 'phone-passing' : 'phone-off';

function Wrong({ me, finding }: { me: Me; finding: Finding }) {
  const t = useTexts(phoneWords);
  const mend = useMend(me);
  return (
    <>
      <span className={toneOf(finding)} role="status">
        <span aria-hidden>{finding.passing ? <LoadingOutlined /> : <ExclamationCircleFilled />}</span>{' '}
        {t(finding.trouble)}
      </span>
      <p className="quiet">{t(`${finding.trouble}How`)}</p>
      {finding.mend ? (
        <Button
          {...(finding.trouble === 'off' ? {} : { type: 'primary', ghost: true })}
          onClick={() => mend(finding.mend)}
        >
          {t(finding.mend)}
        </Button>
      ) : null}
      {finding.trouble === 'deskPhone' ? <DeskPhone extension={me.agent.extension} /> : null}
    </>
  );
}

export function PhonePanel({ me }: { me: Me }) {
  const t = useTexts(phoneWords);
  const [kind] = useKind(me);
  const finding = useFinding(me);
  const off = finding !== null && toneOf(finding) === 'phone-off';
  return (
    <section className={off ? 'panel phone is-off' : 'panel phone'} aria-label={t('phone')}>
      <Choice me={me} />
      {finding ? (
        <Wrong me={me} finding={finding} />
      ) : (
        <span className="state is-ready" role="status">
          <CheckCircleFilled aria-hidden /> {t(kind === 'browser' ? 'browserReady' : 'sipReady')}
        </span>
      )}
      <div className="phone-foot">
        <span className="quiet num">{t('extension', { extension: me.agent.extension })}</span>
        {kind === 'browser' ? (
          <Button type="text" size="small" icon={<SettingOutlined />} onClick={() => showSound(true)}>
            {t('headset')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
