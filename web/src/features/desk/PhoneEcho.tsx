/** The echo test as a little list that is ticked off: where it stops is where the fault is. */
import {
  CheckCircleFilled,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Me } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { theTelephone } from '@/shared/phone/the-telephone';
import { usePhone } from '@/shared/phone/use-telephone';
import type { EchoStep, StepState } from './echo-steps';
import { useEchoTest, type EchoTest } from './echo-test';
import { PhoneMeter } from './PhoneMeter';
import { phoneWords } from './phone-words';

const ICONS: Record<StepState, ReactNode> = {
  passed: <CheckCircleFilled />,
  missing: <CloseCircleFilled />,
  waiting: <LoadingOutlined />,
  later: <MinusCircleOutlined />,
};
const SAID = { passed: 'passed', missing: 'missing', waiting: 'waiting', later: 'waiting' } as const;

function Steps({ steps }: { steps: EchoStep[] }) {
  const t = useTexts(phoneWords);
  return (
    <ol className="echo-steps" aria-live="polite">
      {steps.map((step) => (
        <li key={step.word} className={`is-${step.state}`}>
          <span aria-hidden>{ICONS[step.state]}</span> {t(step.word)}
          <span className="only-heard">{t(SAID[step.state])}</span>
        </li>
      ))}
    </ol>
  );
}

function Running({ test }: { test: EchoTest }) {
  const t = useTexts(phoneWords);
  const { counts } = test;
  if (!test.call) return null;
  return (
    <>
      <PhoneMeter label={t('myVoice')} stream={theTelephone().microphone.stream()} onLevel={test.spoke} />
      <PhoneMeter label={t('theirVoice')} stream={theTelephone().speaker.stream()} onLevel={test.cameBack} />
      {counts ? (
        <p className="quiet num echo-counts" data-sent={counts.sent} data-received={counts.received}>
          {t('sentReceived', { sent: counts.sent, received: counts.received })}
        </p>
      ) : null}
    </>
  );
}

export function PhoneEcho({ me }: { me: Me }) {
  const t = useTexts(phoneWords);
  const phone = usePhone();
  const test = useEchoTest();
  const busy = me.state === 'ringing' || me.state === 'talking' || phone.line.is !== 'ready';
  const again = test.steps.length ? 'echoAgain' : 'echoStart';
  const going = test.call !== null || test.waits;
  return (
    <section className="echo">
      <h3>{t('echo')}</h3>
      <p className="quiet">{t('echoIntro')}</p>
      <Button type="primary" ghost disabled={busy} loading={going} onClick={test.start}>
        {t(test.call ? 'echoSpeak' : again)}
      </Button>
      <Steps steps={test.steps} />
      <Running test={test} />
      {test.over ? <p role="status">{t(test.good ? 'echoGood' : 'echoBad')}</p> : null}
    </section>
  );
}
