/** Place a test call and watch it: the steps it takes, what it hears, how it ended. */
import { PhoneOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Steps } from 'antd';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { getTestCall, placeTestCall } from '@/api/calls';
import type { TestCall, TestCallState } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { SidePanel } from '@/shared/ui/SidePanel';
import { testCallWords } from './words';
import './test-call.css';

const STEPS: TestCallState[] = ['waiting', 'ringing', 'talking', 'ended'];
const KEYS = ['', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const ASK_EVERY = 500;

interface Asked {
  number: string;
  press: string;
}

const isOver = (call: TestCall | undefined): boolean => call?.state === 'ended' || call?.state === 'failed';

function Progress({ call }: { call: TestCall }) {
  const t = useTexts(testCallWords);
  const failed = call.state === 'failed';
  const step = failed ? 1 : STEPS.indexOf(call.state);
  const deaf = call.state === 'talking' && call.heard_seconds === 0;
  const facts: [string, string][] = [
    [t('heard'), t('seconds', { n: call.heard_seconds.toFixed(1) })],
    [t('sent'), String(call.sent_packets)],
    [t('received'), String(call.received_packets)],
  ];
  if (call.cause) facts.push([t('cause'), call.cause]);
  return (
    <section className="test-call-progress" aria-live="polite">
      <Steps
        orientation="vertical"
        size="small"
        current={step}
        status={failed ? 'error' : call.state === 'ended' ? 'finish' : 'process'}
        items={STEPS.map((state) => ({ title: t(failed && state === 'ringing' ? 'failed' : state) }))}
      />
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {deaf ? <Alert type="warning" showIcon title={t('deaf')} /> : null}
      {call.heard_seconds > 0 ? <Alert type="success" showIcon title={t('fine')} /> : null}
      <Link to="/board">{t('watch')}</Link>
    </section>
  );
}

/** A call that was asked for, and how far it is. */
function useTestCall() {
  const placing = useMutation({ mutationFn: ({ number, press }: Asked) => placeTestCall(number, press) });
  const id = placing.data?.id ?? '';
  const watching = useQuery({
    queryKey: ['test-calls', id],
    queryFn: () => getTestCall(id),
    enabled: id !== '',
    refetchInterval: (query) => (isOver(query.state.data) ? false : ASK_EVERY),
  });
  const call = watching.data ?? placing.data;
  const failure = placing.error ?? watching.error;
  const underWay = placing.isPending || (call !== undefined && !isOver(call) && !watching.isError);
  return { call, failure, underWay, place: placing.mutate };
}

export function TestCallPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(testCallWords);
  const locale = useLocale();
  const [number, setNumber] = useState('4001');
  const [press, setPress] = useState('1');
  const { call, failure, underWay, place } = useTestCall();
  const said = failure ? wordsFor(failure, locale) : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!underWay && number.trim()) place({ number: number.trim(), press });
  };
  return (
    <SidePanel onClose={onClose} width={400} title={t('title')}>
      <form className="test-call" onSubmit={submit}>
        <p className="quiet">{t('what')}</p>
        <label>
          {t('number')}
          <Input
            value={number}
            maxLength={20}
            inputMode="tel"
            onChange={(event) => setNumber(event.target.value)}
          />
        </label>
        <fieldset>
          <legend>{t('press')}</legend>
          <div className="test-call-keys" role="radiogroup" aria-label={t('press')}>
            {KEYS.map((key) => (
              <button
                key={key}
                type="button"
                role="radio"
                aria-checked={press === key}
                className={key ? 'test-call-key' : 'test-call-key is-none'}
                onClick={() => setPress(key)}
              >
                {key || t('pressNothing')}
              </button>
            ))}
          </div>
        </fieldset>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          icon={<PhoneOutlined />}
          loading={underWay}
          block
        >
          {t(call && isOver(call) ? 'again' : 'call')}
        </Button>
        {said ? (
          <Alert type="error" showIcon title={said.title} description={said.detail || undefined} />
        ) : null}
        {call ? <Progress call={call} /> : null}
      </form>
    </SidePanel>
  );
}
