/** The board for the wall: few figures, large enough to be read from eight metres, full screen, no chrome. */
import { CloseOutlined, FullscreenOutlined } from '@ant-design/icons';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Board } from '@/api/live';
import { percentOf } from '@/shared/format/number';
import { dateAt, timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { useLink } from '@/shared/live/use-link';
import { Elapsed } from '@/shared/ui/Elapsed';
import { useBoard } from '@/shared/board/board-store';
import { countByState, queuesForWall, totalsOf, type QueueFigures } from '@/shared/board/figures';
import { AloneMark } from './AloneMark';
import { Longest } from './Longest';
import { toneOfLevel } from './tone';
import { boardWords } from './words';
import { StateMark } from '@/shared/ui/StateMark';
import type { AgentState } from '@/api/types';
import './wallboard.css';

const MOST_QUEUES = 6;
const SHOWN: AgentState[] = ['ready', 'talking', 'wrap_up', 'paused'];

function Clock() {
  return <span className="num">{timeOf(dateAt(useServerSecond()))}</span>;
}

function Big({ board }: { board: Board }) {
  const t = useTexts(boardWords);
  const all = totalsOf(board);
  return (
    <div className="wall-big">
      <div className={all.waiting ? 'is-wait' : ''}>
        <h2>{t('waiting')}</h2>
        <strong>{all.waiting}</strong>
        <p>
          {all.longestSince === null ? (
            t('noneWaiting')
          ) : (
            <>
              {t('longestWait')} <Elapsed since={all.longestSince} />
            </>
          )}
        </p>
      </div>
      <div className="is-live">
        <h2>{t('talking')}</h2>
        <strong>{all.talking}</strong>
        <p>{t('ofSignedIn', { n: all.signedIn })}</p>
      </div>
      <div className={`is-${toneOfLevel(all.serviceLevel) ?? 'none'}`}>
        <h2>{t('serviceLevel')}</h2>
        <strong>
          {percentOf(all.serviceLevel).replace('%', '')}
          {all.serviceLevel === null ? null : <small>%</small>}
        </strong>
        <p>{`${t('answered')} ${all.answered}/${all.offered}`}</p>
      </div>
      <div>
        <h2>{t('abandonedToday')}</h2>
        <strong>{all.abandoned}</strong>
        <p>{t('shareOfOffered', { share: percentOf(all.offered ? all.abandoned / all.offered : null) })}</p>
      </div>
    </div>
  );
}

function WallAlone({ board, queue }: { board: Board; queue: QueueFigures }) {
  const shown = board.queues[queue.id];
  return shown ? <AloneMark queue={shown} signedIn={queue.signedIn} /> : null;
}

function Queues({ board }: { board: Board }) {
  const t = useTexts(boardWords);
  const locale = useLocale();
  const queues = queuesForWall(board, useServerSecond());
  return (
    <table className="wall-queues">
      <thead>
        <tr>
          <th scope="col">{t('queue')}</th>
          <th scope="col">{t('waiting')}</th>
          <th scope="col">{t('longestWait')}</th>
          <th scope="col">{t('staff')}</th>
          <th scope="col">{t('serviceLevelShort')}</th>
        </tr>
      </thead>
      <tbody>
        {queues.slice(0, MOST_QUEUES).map((queue) => (
          <tr key={queue.id} className={queue.waiting ? 'is-wait' : ''}>
            <th scope="row">
              {nameIn(board.queues[queue.id]?.name, locale)}
              <WallAlone board={board} queue={queue} />
            </th>
            <td>{queue.waiting}</td>
            <td>
              <Longest since={queue.longestSince} promise={queue.promise} />
            </td>
            <td>
              {queue.ready}/{queue.signedIn}
            </td>
            <td className={`is-${toneOfLevel(queue.serviceLevel) ?? 'none'}`}>
              {percentOf(queue.serviceLevel)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Wallboard() {
  const t = useTexts(boardWords);
  const board = useBoard();
  const link = useLink();
  const go = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !document.fullscreenElement) void go('/board');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go]);
  const leave = (): void => {
    if (document.fullscreenElement) void document.exitFullscreen();
    void go('/board');
  };
  const counts = board ? countByState(board, null) : null;
  return (
    <div className={link.is === 'live' ? 'wall' : 'wall is-stale'}>
      <header>
        <h1>{t('title')}</h1>
        <div className="wall-tools">
          <button
            type="button"
            className="bare"
            aria-label={t('wallboard')}
            onClick={() => void document.documentElement.requestFullscreen()}
          >
            <FullscreenOutlined />
          </button>
          <button type="button" className="bare" aria-label={t('leaveWallboard')} onClick={leave}>
            <CloseOutlined />
          </button>
        </div>
        <Clock />
      </header>
      {link.is === 'lost' ? <p className="wall-stale">{t('stale')}</p> : null}
      {board ? (
        <>
          <Big board={board} />
          <Queues board={board} />
        </>
      ) : null}
      {counts ? (
        <footer>
          {SHOWN.map((state) => (
            <span key={state}>
              <StateMark state={state} /> <strong>{counts[state]}</strong>
            </span>
          ))}
        </footer>
      ) : null}
    </div>
  );
}
