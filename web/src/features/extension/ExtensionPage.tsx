/** An extension and what its owner wishes: one's own, or any for those who may supervise. */
import { PhoneOutlined } from '@ant-design/icons';
import { Input, Skeleton, Switch } from 'antd';
import { useState, type FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Extension } from '@/api/extensions';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Codes } from './Codes';
import { Forward, type Why } from './Forward';
import { useExtension, useWish } from './use-wish';
import { extensionWords } from './words';
import './extension.css';

const CASES: Why[] = ['always', 'busy', 'no_answer', 'offline'];
const STATES = { idle: 'idle', ringing: 'ringing', busy: 'busyNow' } as const;
const LOOKS = { idle: 'good', ringing: 'wait', busy: 'live' } as const;

function Other() {
  const t = useTexts(extensionWords);
  const go = useNavigate();
  const [number, setNumber] = useState('');
  const [bad, setBad] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const known = /^[0-9]{2,8}$/.test(number.trim());
    setBad(!known);
    if (known) void go(`/extension/${number.trim()}`);
  };
  return (
    <form className="extension-other push" onSubmit={submit} noValidate>
      {bad ? (
        <span className="fault" role="alert">
          {t('badNumber')}
        </span>
      ) : null}
      <Input
        value={number}
        aria-label={t('other')}
        placeholder={t('other')}
        maxLength={8}
        inputMode="numeric"
        status={bad ? 'error' : ''}
        aria-invalid={bad}
        onChange={(event) => setNumber(event.target.value)}
      />
    </form>
  );
}

function Disturb({ extension }: { extension: Extension }) {
  const t = useTexts(extensionWords);
  const locale = useLocale();
  const wishing = useWish(extension.number);
  return (
    <div className="extension-dnd">
      <Switch
        checked={extension.dnd}
        checkedChildren={t('on')}
        unCheckedChildren={t('off')}
        aria-label={t('dnd')}
        onChange={(dnd) => wishing.mutate({ dnd })}
      />
      <strong>{t('dnd')}</strong>
      {wishing.isError ? (
        <span className="fault" role="alert">
          {wordsFor(wishing.error, locale).title}
        </span>
      ) : (
        <span className="quiet">{t('dndText')}</span>
      )}
    </div>
  );
}

function Whole({ extension }: { extension: Extension }) {
  const t = useTexts(extensionWords);
  return (
    <>
      <section className="panel" aria-labelledby="forwards">
        <div className="panel-head">
          <h2 id="forwards">
            {t('number')} <span className="num">{extension.number}</span>
          </h2>
          <span className={`pill ${LOOKS[extension.state]}`}>{t(STATES[extension.state])}</span>
        </div>
        <div className="extension-part">
          <Disturb extension={extension} />
          <h3>{t('forwards')}</h3>
          <p className="quiet">{t('forwardsText')}</p>
          {CASES.map((why) => (
            <Forward key={why} number={extension.number} why={why} kept={extension[why]} />
          ))}
        </div>
      </section>
      <Codes />
    </>
  );
}

function Shown({ number }: { number: string }) {
  const asked = useExtension(number);
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  return <Whole extension={asked.data} />;
}

export function ExtensionPage() {
  const t = useTexts(extensionWords);
  const session = useSession();
  const own = session.agent?.extension || null;
  const number = useParams().number ?? own;
  const leads = may(session, 'calls.supervise');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t(number !== null && number === own ? 'mine' : 'title')}</h1>
        {leads ? <Other /> : null}
      </div>
      {number ? (
        <Shown key={number} number={number} />
      ) : (
        <Empty icon={<PhoneOutlined />} title={t('none')}>
          {t(leads ? 'noneTextLeader' : 'noneText')}
        </Empty>
      )}
    </div>
  );
}
