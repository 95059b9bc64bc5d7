/** The longest wait of a queue against its promise: once over, it is set in red and says so. */
import type { Micros } from '@/api/live';
import { clockOf, MICROS } from '@/shared/format/duration';
import { useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { boardWords } from './words';

export function Longest({ since, promise }: { since: Micros | null; promise: number }) {
  const t = useTexts(boardWords);
  const now = useServerSecond();
  if (since === null) return <span className="quiet">–</span>;
  const seconds = (now - since) / MICROS;
  const over = seconds > promise;
  return (
    <span className={over ? 'longest is-over num' : 'longest num'} title={t('promised', { n: promise })}>
      {clockOf(seconds)}
      <span className="longest-promise">
        {over ? <span className="only-heard">{t('overPromise')}</span> : null}/{clockOf(promise)}
      </span>
    </span>
  );
}
