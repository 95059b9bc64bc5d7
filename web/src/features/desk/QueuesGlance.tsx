/** The queues this agent serves, at a glance: who waits and how long, who is free, how today goes. */
import type { Board } from '@/api/live';
import { useBoard } from '@/shared/board/board-store';
import { queueFigures, talkingOf, type QueueFigures } from '@/shared/board/figures';
import { clockOf, MICROS } from '@/shared/format/duration';
import { percentOf } from '@/shared/format/number';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { glanceWords } from './glance-words';
import './glance.css';

function Longest({ queue }: { queue: QueueFigures }) {
  const t = useTexts(glanceWords);
  const now = useServerSecond();
  if (queue.longestSince === null) return <span className="quiet">–</span>;
  const seconds = (now - queue.longestSince) / MICROS;
  const late = seconds > queue.promise;
  return (
    <strong className={late ? 'num is-late' : 'num'} title={t('promised', { n: queue.promise })}>
      {clockOf(seconds)}
      {late ? <span className="only-heard"> {t('late')}</span> : null}
    </strong>
  );
}

function Row({ board, id }: { board: Board; id: string }) {
  const t = useTexts(glanceWords);
  const locale = useLocale();
  const queue = queueFigures(board, id);
  if (!queue) return null;
  const name = nameIn(board.queues[id]?.name, locale) || id;
  const inTime = t('inTime', { n: queue.promise, answered: queue.inTime, offered: queue.offered });
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      <td className="num">{queue.waiting ? <strong>{queue.waiting}</strong> : 0}</td>
      <td>
        <Longest queue={queue} />
      </td>
      <td className="num">
        {queue.ready}/{talkingOf(board, id)}
      </td>
      <td className="num" title={inTime}>
        {percentOf(queue.serviceLevel)}
      </td>
    </tr>
  );
}

export function QueuesGlance({ agent }: { agent: string }) {
  const t = useTexts(glanceWords);
  const board = useBoard();
  const mine = board?.agents[agent]?.queues.filter((id) => id in board.queues) ?? [];
  return (
    <section className="panel glance" aria-label={t('title')} aria-busy={board === null}>
      <div className="panel-head">
        <h2>{t('title')}</h2>
      </div>
      {board && mine.length ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('queue')}</th>
              <th scope="col">{t('waiting')}</th>
              <th scope="col">{t('longest')}</th>
              <th scope="col" title={t('staffHelp')}>
                {t('staff')}
              </th>
              <th scope="col" title={t('levelHelp')}>
                {t('level')}
              </th>
            </tr>
          </thead>
          <tbody>
            {mine.map((id) => (
              <Row key={id} board={board} id={id} />
            ))}
          </tbody>
        </table>
      ) : null}
      {board && !mine.length ? <p className="quiet glance-none">{t('none')}</p> : null}
    </section>
  );
}
