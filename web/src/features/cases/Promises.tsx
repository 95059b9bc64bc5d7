/** The two clocks of a case: how long still, of which working time, and why one stands still. */
import { CheckCircleFilled, ClockCircleOutlined, PauseCircleFilled, WarningFilled } from '@ant-design/icons';
import { useMemo } from 'react';
import type { CaseClock, CasePromise } from '@/api/cases';
import { clockOf, MICROS } from '@/shared/format/duration';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow, useServerSecond } from '@/shared/live/clock';
import { detailWords } from './detail-words';

/** Working time left at this second; it passes only while the clock runs and the house is open. */
function useLeft(clock: CaseClock, promise: CasePromise): number {
  const asked = useMemo(() => ({ at: serverNow(), left: clock.limit_seconds - clock.used_seconds }), [clock]);
  const now = useServerSecond();
  const runs = clock.due_at !== null && promise.open_now;
  return runs ? asked.left - Math.max(0, now - asked.at) / MICROS : asked.left;
}

interface OneProps {
  label: string;
  clock: CaseClock;
  promise: CasePromise;
}

function One({ label, clock, promise }: OneProps) {
  const t = useTexts(detailWords);
  const left = useLeft(clock, promise);
  const now = dateAt(serverNow());
  if (clock.done_at) {
    return (
      <div className="case-clock is-kept">
        <span className="quiet">{label}</span>
        <strong>
          <CheckCircleFilled aria-hidden /> {t('keptAt', { when: whenOf(clock.done_at, now) })}
        </strong>
        {clock.overdue ? <span className="case-late">{t('lateBy', { time: clockOf(-left) })}</span> : null}
      </div>
    );
  }
  const paused = promise.waiting_since !== null;
  const tone = left < 0 ? 'is-late' : paused ? 'is-paused' : left < clock.limit_seconds / 4 ? 'is-soon' : '';
  const icon = left < 0 ? <WarningFilled /> : paused ? <PauseCircleFilled /> : <ClockCircleOutlined />;
  const time = clockOf(Math.abs(left));
  return (
    <div className={`case-clock ${tone}`} role="timer" aria-label={label}>
      <span className="quiet">{label}</span>
      <strong className="num">
        <span aria-hidden>{icon}</span> {left < 0 ? t('lateBy', { time }) : t('remaining', { time })}
      </strong>
      {clock.due_at ? (
        <span className="quiet num">{t('dueAt', { when: whenOf(clock.due_at, now) })}</span>
      ) : null}
    </div>
  );
}

export function Promises({ promise, reason }: { promise: CasePromise; reason: string }) {
  const t = useTexts(detailWords);
  const locale = useLocale();
  const { first, solve } = promise;
  if (!first || !solve) return <p className="quiet">{t('noPromise')}</p>;
  const hours = nameIn(promise.hours_name, locale);
  const running = !solve.done_at && !promise.waiting_since;
  return (
    <section className="case-promise panel" aria-label={t('solvePromise')}>
      <One label={t('firstPromise')} clock={first} promise={promise} />
      <One label={t('solvePromise')} clock={solve} promise={promise} />
      <div className="case-clock">
        <span className="quiet">{hours ? t('byHours', { hours }) : t('roundTheClock')}</span>
        {promise.waiting_since ? (
          <span className="pill wait">
            <PauseCircleFilled aria-hidden /> {t('pausedFor')}
          </span>
        ) : null}
        {promise.waiting_since && reason ? <span>{reason}</span> : null}
        {running && !promise.open_now ? <span className="pill">{t('outside')}</span> : null}
      </div>
    </section>
  );
}
