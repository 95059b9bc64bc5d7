/** After the first start: the phone, and a real test call that is seen arriving. */
import { CheckCircleFilled, ClockCircleOutlined, PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { listConfig } from '@/api/calls';
import type { Board, BoardCall } from '@/api/live';
import { useBoard } from '@/shared/board/board-store';
import { Progress } from '@/features/telephony/Progress';
import { isOver, useTestCall } from '@/features/telephony/use-test-call';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Facts } from '@/shared/ui/Facts';
import { Refused } from '@/shared/ui/Refused';
import { useSession } from '@/shared/session/session';
import { Elapsed } from '@/shared/ui/Elapsed';
import { forgetMade, keptMade } from './made';
import { welcomeWords } from './words';
import './welcome.css';

function Task({ title, done, children }: { title: string; done: boolean; children: ReactNode }) {
  const t = useTexts(welcomeWords);
  return (
    <section className="panel welcome-task">
      <h2 className={done ? 'is-done' : ''}>
        {done ? <CheckCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />} {title}
        <span className="only-heard">{t(done ? 'done' : 'open')}</span>
      </h2>
      {children}
    </section>
  );
}

function PhoneTask({ board }: { board: Board | null }) {
  const t = useTexts(welcomeWords);
  const { site } = useSession();
  const [made] = useState(keptMade);
  const [copied, setCopied] = useState(false);
  const agents = Object.values(board?.agents ?? {});
  const extension = made?.phone.extension ?? agents[0]?.extension ?? '';
  const connected = !!board?.phones[extension];
  const lines: [string, string][] = [
    [t('server'), location.hostname],
    [t('transport'), `${site.sip_port} (UDP, TCP)`],
    [t('user'), extension],
  ];
  if (made) lines.push([t('secret'), made.phone.secret]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made?.phone.secret ?? '');
    setCopied(true);
  };
  return (
    <Task title={t('phone')} done={connected}>
      <p>{connected ? t('phoneOn', { extension }) : t('phoneOff', { extension })}</p>
      <p className="quiet">{t('phoneText')}</p>
      <Facts className="welcome-facts" facts={lines} />
      {made ? (
        <Alert
          type="info"
          showIcon
          title={t('once')}
          action={
            <Button size="small" onClick={() => void copy()}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          }
        />
      ) : null}
    </Task>
  );
}

function Arriving({ board }: { board: Board | null }) {
  const t = useTexts(welcomeWords);
  const locale = useLocale();
  const calls = Object.entries(board?.calls ?? {});
  const said = (call: BoardCall): string =>
    call.stage === 'queue'
      ? t('queue', { queue: nameIn(board?.queues[call.queue ?? '']?.name, locale) })
      : t(call.stage);
  return (
    <div className="welcome-arriving" aria-live="polite">
      <h3>{t('arriving')}</h3>
      {calls.length ? null : <p className="quiet">{t('nothingYet')}</p>}
      <ul>
        {calls.map(([id, call]) => (
          <li key={id}>
            <PhoneOutlined aria-hidden />
            <strong>{t('arrived', { stage: said(call) })}</strong>
            <Elapsed since={call.since} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function useFirstNumber(): { number: string | undefined; isPending: boolean } {
  const { data, isPending } = useQuery({
    queryKey: ['config', 'number'],
    queryFn: () => listConfig('number'),
  });
  return { number: data?.items.find((item) => item.value)?.key, isPending };
}

function TestTask({ board }: { board: Board | null }) {
  const t = useTexts(welcomeWords);
  const { number, isPending } = useFirstNumber();
  const { call, failure, underWay, place, end, ending } = useTestCall();
  const proven = isOver(call) && call?.state === 'ended' && call.heard_seconds > 0;
  return (
    <Task title={t('test')} done={proven}>
      <p className="quiet">{t('testText', { number: number ?? '' })}</p>
      <div className="welcome-call" aria-busy={isPending}>
        {underWay ? (
          <Button danger size="large" loading={ending} onClick={end}>
            {t('end')}
          </Button>
        ) : (
          <Button
            type="primary"
            size="large"
            icon={<PhoneOutlined />}
            disabled={!number}
            onClick={() => number && place({ number, press: '' })}
          >
            {call ? t('again') : t('call', { number: number ?? '' })}
          </Button>
        )}
      </div>
      <Refused failure={failure} />
      <div className="welcome-columns">
        <Arriving board={board} />
        {call ? <Progress call={call} /> : null}
      </div>
      {proven ? <Alert type="success" showIcon title={t('proven')} /> : null}
    </Task>
  );
}

export function WelcomePage() {
  const t = useTexts(welcomeWords);
  const board = useBoard();
  const go = useNavigate();
  const leave = (to: string): void => {
    forgetMade();
    void go(to);
  };
  return (
    <div className="page welcome">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <span className="quiet">{t('text')}</span>
        <div className="push">
          <Button onClick={() => leave('/settings')}>{t('toSettings')}</Button>
          <Button type="primary" onClick={() => leave('/board')}>
            {t('toBoard')}
          </Button>
        </div>
      </div>
      <TestTask board={board} />
      <PhoneTask board={board} />
    </div>
  );
}
