/** One line a queue: who waits and how long, who can answer, and how today went. Every number opens its list. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Board, BoardQueue } from '@/api/live';
import { clockOrDash } from '@/shared/format/duration';
import { percentOf } from '@/shared/format/number';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { queueFigures, type QueueFigures } from '@/shared/board/figures';
import { AloneMark } from './AloneMark';
import { listBehind } from './links';
import { Longest } from './Longest';
import { toneOfLevel } from './tone';
import { boardWords } from './words';

interface TableProps {
  board: Board;
  chosen: string | null;
  onChoose: (queue: string | null) => void;
}

function Level({ queue, seconds }: { queue: QueueFigures; seconds: number }) {
  const t = useTexts(boardWords);
  const level = queue.serviceLevel;
  const title = t('inTime', { n: seconds, answered: queue.inTime, offered: queue.offered });
  return (
    <span className="level" title={`${title}\n${t('serviceLevelHelp')}`}>
      <span className="level-bar" aria-hidden>
        <span className={`is-${toneOfLevel(level) ?? 'none'}`} style={{ width: `${(level ?? 0) * 100}%` }} />
      </span>
      <span className="num">{percentOf(level)}</span>
    </span>
  );
}

/** How far off the waits were that callers were told. */
function EstimateOff({ estimates }: Pick<BoardQueue, 'estimates'>) {
  const t = useTexts(boardWords);
  if (!estimates?.watched || estimates.off_seconds === null || estimates.kept === null) return <>–</>;
  const title = t('estimateKept', { n: estimates.watched, percent: Math.round(estimates.kept * 100) });
  return <span title={title}>{t('estimateOff', { n: Math.round(estimates.off_seconds) })}</span>;
}

function Row({ board, id, chosen, onChoose }: TableProps & { id: string }) {
  const t = useTexts(boardWords);
  const locale = useLocale();
  const queue = board.queues[id];
  const figures = queueFigures(board, id);
  if (!queue || !figures) return null;
  const name = nameIn(queue.name, locale);
  const open = (label: string, value: ReactNode, outcome?: 'open' | 'answered' | 'abandoned') => (
    <Link to={listBehind(board, { queue: id, ...(outcome ? { outcome } : {}) })}>
      <span className="only-heard">
        {name} {label}
      </span>
      {value}
    </Link>
  );
  return (
    <tr className={chosen === id ? 'is-chosen' : ''}>
      <th scope="row">
        <button
          type="button"
          className="bare"
          aria-pressed={chosen === id}
          title={t('filterQueue')}
          onClick={() => onChoose(chosen === id ? null : id)}
        >
          {name}
        </button>
        <AloneMark queue={queue} signedIn={figures.signedIn} />
      </th>
      <td className={figures.waiting ? 'is-wait' : ''}>{open(t('waiting'), figures.waiting, 'open')}</td>
      <td className={figures.longestSince === null ? 'quiet' : 'is-wait'}>
        <Longest since={figures.longestSince} promise={figures.promise} />
      </td>
      <td>{open(t('talking'), figures.talking, 'open')}</td>
      <td>
        {figures.ready}
        <span className="quiet">/{figures.signedIn}</span>
      </td>
      <td>
        <Level queue={figures} seconds={queue.answer_seconds} />
      </td>
      <td>{open(t('offered'), figures.offered)}</td>
      <td>{open(t('answered'), figures.answered, 'answered')}</td>
      <td>{open(t('abandoned'), figures.abandoned, 'abandoned')}</td>
      <td>{clockOrDash(figures.speedOfAnswer)}</td>
      <td>
        <EstimateOff estimates={queue.estimates} />
      </td>
    </tr>
  );
}

export function QueueTable(props: TableProps) {
  const t = useTexts(boardWords);
  const ids = Object.keys(props.board.queues);
  const heads = [
    t('waiting'),
    t('longest'),
    t('talking'),
    t('staff'),
    t('serviceLevelShort'),
    t('offered'),
    t('answered'),
    t('abandoned'),
    t('speedOfAnswer'),
    t('estimates'),
  ];
  return (
    <section className="panel">
      {ids.length ? (
        <table className="queues">
          <thead>
            <tr>
              <th scope="col">{t('queue')}</th>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => (
              <Row key={id} id={id} {...props} />
            ))}
          </tbody>
        </table>
      ) : (
        <Empty title={t('noQueues')}>{t('noQueuesText')}</Empty>
      )}
    </section>
  );
}
