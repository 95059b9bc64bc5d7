/** Says at a queue that nobody who is signed in serves it: since a lending to it ended, or while somebody waits in it. */
import type { BoardQueue } from '@/api/live';
import { dateAt, timeOf } from '@/shared/format/time';
import { texts, useTexts } from '@/shared/i18n/texts';

const aloneWords = texts(
  {
    over: '调动结束，无人签入',
    overSince: '临时调来的坐席 {time} 到时间，之后这个队列没有签入的坐席',
    nobody: '无人签入',
    nobodyText: '有来电在等，但这个队列没有签入的坐席',
  },
  {
    over: 'Lending over, nobody signed in',
    overSince: 'The agents lent to this queue left at {time}; nobody who serves it is signed in since',
    nobody: 'Nobody signed in',
    nobodyText: 'Calls wait, and nobody who serves this queue is signed in',
  },
);

export function AloneMark({ queue, signedIn }: { queue: BoardQueue; signedIn: number }) {
  const t = useTexts(aloneWords);
  if (signedIn) return null;
  if (queue.lending_over) {
    const time = timeOf(dateAt(queue.lending_over.since)).slice(0, -3);
    return (
      <span className="pill bad" title={t('overSince', { time })}>
        {t('over')}
      </span>
    );
  }
  if (!Object.keys(queue.waiting).length) return null;
  return (
    <span className="pill bad" title={t('nobodyText')}>
      {t('nobody')}
    </span>
  );
}
