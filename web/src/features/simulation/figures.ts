/** Figures as they are read: shares as per cent, waits as seconds, numbers of callers as numbers. */
import type { Interval, QueueCompared } from '@/api/simulation';
import type { T } from './draft';

export const FIGURES = [
  'offered',
  'answered',
  'abandoned',
  'elsewhere',
  'service_level',
  'abandonment',
  'mean_wait_seconds',
  'occupancy',
] as const;
export type Figure = (typeof FIGURES)[number];

const SHARES: readonly Figure[] = ['service_level', 'abandonment', 'occupancy'];
const isShare = (figure: Figure): boolean => SHARES.includes(figure);
const round = (value: number, digits: number): string => String(Number(value.toFixed(digits)) || 0);

/** A value by itself. */
export function shown(figure: Figure, value: number | null | undefined, t: T): string {
  if (value === null || value === undefined) return '–';
  if (isShare(figure)) return `${round(value * 100, 1)}%`;
  return figure === 'mean_wait_seconds' ? t('seconds', { n: round(value, 1) }) : round(value, 1);
}

const signed = (text: string): string =>
  text.startsWith('-') || text === '0' ? text.replace('-', '−') : `+${text}`;

interface Sure {
  mean: number;
  low: number;
  high: number;
}

/** A figure with its interval; null when there is none. */
function sure(value: Interval | undefined): Sure | null {
  if (!value || value.mean === null || value.low === null || value.high === null) return null;
  return { mean: value.mean, low: value.low, high: value.high };
}

/** The number of a difference: points of per cent for shares. */
export const bare = (figure: Figure, value: number): string =>
  signed(round(isShare(figure) ? value * 100 : value, 1));

/** A difference with its sign and unit. */
export function differenceOf(figure: Figure, value: number | null | undefined, t: T): string {
  if (value === null || value === undefined) return '–';
  const n = bare(figure, value);
  if (isShare(figure)) return t('points', { n });
  return figure === 'mean_wait_seconds' ? t('seconds', { n }) : n;
}

/** A difference with the ends of its interval. */
export function ranged(figure: Figure, value: Interval | undefined, t: T): string {
  const { mean, low, high } = value ?? { mean: null, low: null, high: null };
  const alone = differenceOf(figure, mean, t);
  if (low === null || high === null) return alone;
  return `${alone} (${bare(figure, low)} … ${bare(figure, high)})`;
}

/** What a chart draws: per cent for shares. */
export const plotted = (figure: Figure, value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : isShare(figure) ? value * 100 : value;

export const unitOf = (figure: Figure): string =>
  isShare(figure) ? '%' : figure === 'mean_wait_seconds' ? 's' : '';

/** How far the day that was played as it was lies from the real one. */
export function offBy(queue: QueueCompared, figure: Figure): number | null {
  const real = queue.real.total[figure];
  const same = queue.same.total[figure]?.mean;
  return real === null || real === undefined || same === null || same === undefined ? null : same - real;
}

/** Whether callers would have hung up more or less often, as far as can be told. */
function ofAbandoned(of: Sure, changes: string, t: T): string {
  const { mean, low, high } = of;
  const whole = (value: number): string => String(Math.round(Math.abs(value)));
  const ends = (one: number, other: number) => ({
    changes,
    n: whole(mean),
    low: whole(one),
    high: whole(other),
  });
  if (high < 0) return t('wouldFewer', ends(high, low));
  if (low > 0) return t('wouldMore', ends(low, high));
  return t('wouldSame', { changes, low: signed(round(low, 0)), high: signed(round(high, 0)) });
}

/** In one or two sentences what the change would have done. */
export function sentence(queue: QueueCompared, changes: string, t: T): string {
  const fewer = sure(queue.difference.total.abandoned);
  const level = sure(queue.difference.total.service_level);
  const said = fewer ? ofAbandoned(fewer, changes, t) : '';
  if (!level) return said;
  return `${said} ${t('level', {
    same: shown('service_level', queue.same.total.service_level?.mean, t),
    changed: shown('service_level', queue.changed.total.service_level?.mean, t),
    low: bare('service_level', level.low),
    high: bare('service_level', level.high),
  })}`;
}
