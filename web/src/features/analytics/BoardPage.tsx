/** The live board: the centre at a glance, and a click away from whatever is behind a figure. */
import { DesktopOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useOffer } from '@/shared/commands/registry';
import { runCommand, useCommandTitle } from '@/shared/commands/run';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { AgentTiles } from './AgentTiles';
import { useBoard } from '@/shared/board/board-store';
import { CallsNow } from './CallsNow';
import { DutyBar } from './DutyBar';
import { Figures } from './Figures';
import { QueueTable } from './QueueTable';
import { WaitingCallbacks } from './WaitingCallbacks';
import { boardWords } from './words';
import './board.css';

const BoardHelps = lazy(() => import('./BoardHelps'));
const CaseLoad = lazy(async () => ({ default: (await import('./CaseLoad')).CaseLoad }));
const Trend = lazy(async () => ({ default: (await import('./Trend')).Trend }));

export function BoardPage() {
  const t = useTexts(boardWords);
  const locale = useLocale();
  const board = useBoard();
  const go = useNavigate();
  const assigns = may(useSession(), 'cases.assign');
  const [queue, setQueue] = useState<string | null>(null);
  const testCall = useCommandTitle('test-call');
  const offered = useMemo(
    () => [
      {
        id: 'wallboard',
        title: t('wallboard'),
        keys: 'w',
        group: t('title'),
        run: () => void go('/wallboard'),
      },
    ],
    [t, go],
  );
  useOffer(offered);
  return (
    <div className="page board">
      <div className="page-head">
        <h1>{t('title')}</h1>
        {queue === null ? null : (
          <Button size="small" onClick={() => setQueue(null)}>
            {t('everyQueue')}
          </Button>
        )}
        <div className="push">
          {testCall ? (
            <Button icon={<PhoneOutlined />} onClick={() => runCommand('test-call')}>
              {testCall}
            </Button>
          ) : null}
          <Button icon={<DesktopOutlined />} onClick={() => void go('/wallboard')}>
            {t('wallboard')}
          </Button>
        </div>
      </div>
      {board ? (
        <>
          <DutyBar />
          <Figures board={board} queue={queue} />
          <div className="board-columns">
            <div className="board-left">
              <QueueTable board={board} chosen={queue} onChoose={setQueue} />
              <AgentTiles board={board} queue={queue} />
            </div>
            <div className="board-right">
              <CallsNow board={board} queue={queue} />
              <WaitingCallbacks
                queue={queue}
                names={(one) => nameIn(board.queues[one]?.name, locale) || one}
              />
              {assigns ? (
                <Suspense fallback={null}>
                  <BoardHelps />
                  <CaseLoad />
                </Suspense>
              ) : null}
              <section className="panel">
                <div className="panel-head">
                  <h2>{t('trend')}</h2>
                  <span className="quiet push">{t('trendSince')}</span>
                </div>
                <Suspense fallback={<div className="trend" />}>
                  <Trend />
                </Suspense>
              </section>
            </div>
          </div>
        </>
      ) : (
        <BoardShape />
      )}
    </div>
  );
}

function BoardShape() {
  return (
    <div aria-busy="true" className="board-shape">
      <div className="figures">
        {Array.from({ length: 6 }, (_, nth) => (
          <div className="panel figure" key={nth}>
            <Skeleton active title={{ width: '60%' }} paragraph={{ rows: 1 }} />
          </div>
        ))}
      </div>
      <div className="panel">
        <Skeleton active paragraph={{ rows: 10 }} style={{ padding: 16 }} />
      </div>
    </div>
  );
}
