/** Which queues an agent serves otherwise than configured, and until when, in words. */
import type { Board, BoardAgent } from '@/api/live';
import { dateAt, timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';

const movedWords = texts(
  {
    lent: '调入 {queue}，到 {time}',
    takenOut: '调出 {queue}，到 {time}',
    helps: '正在支援 {queue}',
    and: '；',
  },
  {
    lent: 'Lent to {queue} until {time}',
    takenOut: 'Taken out of {queue} until {time}',
    helps: 'Helping in {queue}',
    and: '; ',
  },
);

export function useMovedWords(board: Board): (agent: BoardAgent) => string {
  const t = useTexts(movedWords);
  const locale = useLocale();
  return (agent) =>
    Object.entries(agent.moved ?? {})
      .map(([id, until]) => {
        const queue = nameIn(board.queues[id]?.name, locale) || id;
        if (until === null) return t('helps', { queue });
        const time = timeOf(dateAt(until)).slice(0, -3);
        return t(agent.queues.includes(id) ? 'lent' : 'takenOut', { queue, time });
      })
      .join(t('and'));
}
