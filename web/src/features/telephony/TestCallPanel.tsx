/** Place a test call, watch it, end it. */
import { PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { listConfig } from '@/api/calls';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { may, useSession } from '@/shared/session/session';
import { SidePanel } from '@/shared/ui/SidePanel';
import { Progress } from './Progress';
import { isOver, useTestCall } from './use-test-call';
import { testCallWords } from './words';
import './test-call.css';

const KEYS = ['', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** Numbers of the centre come first, and of these such as have a menu before anybody answers. */
const rank = (number: string, value: Readonly<Record<string, unknown>>): number =>
  (number.startsWith('4') ? 0 : 2) + (value.operator || value.operator_queue ? 1 : 0);

/** The numbers that can be called here, for those who may see them. */
function useNumbers(): string[] {
  const session = useSession();
  const asked = useQuery({
    queryKey: ['config', 'number'],
    queryFn: () => listConfig('number'),
    enabled: may(session, 'config.see'),
    staleTime: 60_000,
  });
  const ranked = (asked.data?.items ?? []).flatMap(({ key, value }) =>
    value ? [{ key, place: rank(key, value) }] : [],
  );
  return ranked.sort((a, b) => a.place - b.place).map(({ key }) => key);
}

export function TestCallPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(testCallWords);
  const numbers = useNumbers();
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed ?? numbers[0] ?? '4001';
  const [press, setPress] = useState('1');
  const { call, failure, underWay, place, end, ending } = useTestCall();
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
            autoFocus
            value={number}
            maxLength={20}
            inputMode="tel"
            list="test-call-numbers"
            onChange={(event) => setTyped(event.target.value)}
          />
          <datalist id="test-call-numbers">
            {numbers.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
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
        {underWay ? (
          <Button danger size="large" block loading={ending} onClick={end}>
            {t('end')}
          </Button>
        ) : (
          <Button type="primary" size="large" htmlType="submit" icon={<PhoneOutlined />} block>
            {t(call && isOver(call) ? 'again' : 'call')}
          </Button>
        )}
        <Refused failure={failure} />
        {call ? <Progress call={call} /> : null}
        {call ? <Link to="/board">{t('watch')}</Link> : null}
      </form>
    </SidePanel>
  );
}
