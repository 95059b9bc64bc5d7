/** Cases a week before an improvement was planned and since it was done; every number opens its cases. */
import { useState } from 'react';
import { listCountedCases, type Improvement } from '@/api/improvements';
import { useTexts } from '@/shared/i18n/texts';
import { CaseRows } from '../CaseRows';
import { improveWords } from './words';

const mean = (weeks: readonly number[]): string =>
  (weeks.reduce((sum, many) => sum + many, 0) / weeks.length).toFixed(1);

export const changeOf = (change: number): string => (change > 0 ? `+${change}%` : `${change}%`);

/** -4 … -1 before, 1 … since, each with how many. */
export const weeksOf = ({ effect: { before, after } }: Pick<Improvement, 'effect'>) => [
  ...before.map((many, nth) => ({ week: nth - before.length, many })),
  ...after.map((many, nth) => ({ week: nth + 1, many })),
];

/** In a list: bars without words, and the change. */
export function EffectMark({ one }: { one: Improvement }) {
  const t = useTexts(improveWords);
  const weeks = weeksOf(one);
  const most = Math.max(1, ...weeks.map(({ many }) => many));
  const { change, reached } = one.effect;
  return (
    <span className="effect-mark">
      <span className="effect-bars" aria-hidden>
        {weeks.map(({ week, many }) => (
          <i
            key={week}
            className={week > 0 ? 'is-after' : ''}
            style={{ height: `${Math.max(6, (100 * many) / most)}%` }}
          />
        ))}
      </span>
      {change === null ? null : (
        <span
          className={`num ${reached ? 'effect-good' : 'effect-bad'}`}
          title={t(reached ? 'reached' : 'missed')}
        >
          {changeOf(change)}
        </span>
      )}
    </span>
  );
}

function Said({ one }: { one: Improvement }) {
  const t = useTexts(improveWords);
  const { before, after, change, reached } = one.effect;
  const was = mean(before);
  const goal = t('goal', { percent: one.percent });
  if (!after.length)
    return (
      <p className="effect-said">
        {t('was', { was })} · {goal}
        <br />
        <span className="quiet">{t('notYet')}</span>
      </p>
    );
  return (
    <p className="effect-said">
      {t('means', { was, now: mean(after) })}
      {change === null ? (
        <span className="quiet"> · {t('nothing')}</span>
      ) : (
        <>
          {' '}
          <strong className={reached ? 'effect-good' : 'effect-bad'}>
            {changeOf(change)} {t(reached ? 'reached' : 'missed')}
          </strong>{' '}
          <span className="quiet">{goal}</span>
        </>
      )}
    </p>
  );
}

export function EffectChart({ one }: { one: Improvement }) {
  const t = useTexts(improveWords);
  const [opened, open] = useState<number | null>(null);
  const weeks = weeksOf(one);
  const most = Math.max(1, ...weeks.map(({ many }) => many));
  const nameOf = (week: number, many: number): string =>
    t(week < 0 ? 'beforeOf' : 'afterOf', { n: Math.abs(week), many });
  const group = (label: string, those: typeof weeks) => (
    <div className="effect-side" role="group" aria-label={label} style={{ flexGrow: those.length }}>
      <div className="effect-columns">
        {those.map(({ week, many }) => (
          <button
            key={week}
            type="button"
            className={week > 0 ? 'bare effect-week is-after' : 'bare effect-week'}
            aria-label={nameOf(week, many)}
            title={nameOf(week, many)}
            aria-pressed={opened === week}
            disabled={many === 0}
            onClick={() => open(opened === week ? null : week)}
          >
            <span className="num">{many}</span>
            <i style={{ height: `${(64 * many) / most}px` }} />
          </button>
        ))}
      </div>
      <span className="quiet">{label}</span>
    </div>
  );
  const chosen = weeks.find(({ week }) => week === opened);
  return (
    <section className="case-part" aria-label={t('effect')}>
      <h4>
        {t('effect')} <span className="quiet">{t('weeksOf', { n: one.weeks })}</span>
      </h4>
      <Said one={one} />
      <div className="effect-chart">
        {group(
          t('before'),
          weeks.filter(({ week }) => week < 0),
        )}
        {one.effect.after.length
          ? group(
              t('after'),
              weeks.filter(({ week }) => week > 0),
            )
          : null}
      </div>
      {chosen ? (
        <CaseRows
          label={nameOf(chosen.week, chosen.many)}
          asked={[one.id, chosen.week]}
          fetch={() => listCountedCases(one.id, chosen.week)}
        />
      ) : null}
    </section>
  );
}
