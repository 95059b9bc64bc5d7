/** How far a test call is: its steps, what it hears, how it ended. */
import { Alert, Steps } from 'antd';
import type { TestCall, TestCallState } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { Facts } from '@/shared/ui/Facts';
import { testCallWords } from './words';
import './test-call.css';

const STEPS: TestCallState[] = ['waiting', 'ringing', 'talking', 'ended'];
const CAUSES = ['hung_up', 'time_over', 'restarted', 'peer', 'ours', 'nobody_there'] as const;

export function Progress({ call }: { call: TestCall }) {
  const t = useTexts(testCallWords);
  const failed = call.state === 'failed';
  const step = failed ? 1 : STEPS.indexOf(call.state);
  const deaf = call.state === 'talking' && call.heard_seconds === 0;
  const cause = CAUSES.find((one) => one === call.cause);
  const facts: [string, string][] = [
    [t('heard'), t('seconds', { n: call.heard_seconds.toFixed(1) })],
    [t('sent'), String(call.sent_packets)],
    [t('received'), String(call.received_packets)],
  ];
  if (call.cause) facts.push([t('cause'), cause ? t(cause) : call.cause]);
  return (
    <section className="test-call-progress" aria-live="polite">
      <Steps
        orientation="vertical"
        size="small"
        current={step}
        status={failed ? 'error' : call.state === 'ended' ? 'finish' : 'process'}
        items={STEPS.map((state) => ({ title: t(failed && state === 'ringing' ? 'failed' : state) }))}
      />
      <Facts facts={facts} />
      {deaf ? <Alert type="warning" showIcon title={t('deaf')} /> : null}
      {call.heard_seconds > 0 ? <Alert type="success" showIcon title={t('fine')} /> : null}
    </section>
  );
}
