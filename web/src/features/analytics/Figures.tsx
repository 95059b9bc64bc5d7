/** The strip of big figures on top of the board. */
import type { Board } from '@/api/live';
import { clockOrDash } from '@/shared/format/duration';
import { percentOf } from '@/shared/format/number';
import { useTexts } from '@/shared/i18n/texts';
import { FigureCard } from './FigureCard';
import { queueFigures, totalsOf } from '@/shared/board/figures';
import { listBehind } from './links';
import { Longest } from './Longest';
import { toneOfLevel } from './tone';
import { boardWords } from './words';

export function Figures({ board, queue }: { board: Board; queue: string | null }) {
  const t = useTexts(boardWords);
  const all = (queue && queueFigures(board, queue)) || totalsOf(board);
  const behind = (outcome?: 'open' | 'answered' | 'abandoned'): string =>
    listBehind(board, { queue, ...(outcome ? { outcome } : {}) });
  const seconds = promise(board, queue);
  return (
    <div className="figures">
      <FigureCard
        title={t('waiting')}
        value={all.waiting}
        tone={all.waiting ? 'wait' : undefined}
        note={
          all.longestSince === null ? (
            t('noneWaiting')
          ) : (
            <>
              {t('longestWait')} <Longest since={all.longestSince} promise={all.promise} />
            </>
          )
        }
        help={t('waitingHelp')}
        to={behind('open')}
      />
      <FigureCard
        title={t('talking')}
        value={all.talking}
        tone={all.talking ? 'live' : undefined}
        note={all.held ? t('onHold', { n: all.held }) : t('noneOnHold')}
        help={t('talkingHelp')}
        to={behind('open')}
      />
      <FigureCard
        title={t('serviceLevel')}
        value={percentOf(all.serviceLevel)}
        tone={toneOfLevel(all.serviceLevel)}
        note={
          all.offered
            ? t('inTime', { n: seconds, answered: all.inTime, offered: all.offered })
            : t('noCallsYet')
        }
        help={t('serviceLevelHelp')}
        to={behind('answered')}
      />
      <FigureCard
        title={t('offeredToday')}
        value={all.offered}
        note={`${t('speedOfAnswer')} ${clockOrDash(all.speedOfAnswer)}`}
        help={`${t('offeredHelp')} ${t('speedOfAnswer')}${t('colon')}${t('speedOfAnswerHelp')}`}
        to={behind()}
      />
      <FigureCard
        title={t('answeredToday')}
        value={all.answered}
        note={t('shareOfOffered', { share: percentOf(all.offered ? all.answered / all.offered : null) })}
        help={t('answeredHelp')}
        to={behind('answered')}
      />
      <FigureCard
        title={t('abandonedToday')}
        value={all.abandoned}
        note={t('shareOfOffered', { share: percentOf(all.offered ? all.abandoned / all.offered : null) })}
        help={t('abandonedHelp')}
        to={behind('abandoned')}
      />
    </div>
  );
}

/** The promised seconds, or the range of them when queues promise differently. */
export function promise(board: Board, queue: string | null): string {
  const chosen = queue && board.queues[queue] ? [board.queues[queue]] : Object.values(board.queues);
  const seconds = [...new Set(chosen.map((one) => one.answer_seconds))].sort((a, b) => a - b);
  return seconds.length > 1 ? `${seconds[0]}–${seconds.at(-1)}` : String(seconds[0] ?? 20);
}
