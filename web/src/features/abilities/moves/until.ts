/** Until when somebody is moved: so many minutes from now, or a time of the site's clock. Pure. */
import { dateAfter, dateOf, momentOf } from '@/shared/format/time';

/** Minutes that are offered; 0: another time. */
export const SPANS = [30, 60, 120, 240, 480, 0] as const;

export const afterMinutes = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

/** The next moment at which the site's clock shows `HH:mm`; null: that is no time. */
export function nextAt(clock: string, now: Date): Date | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) return null;
  const today = dateOf(now);
  const at = momentOf(`${today}T${clock}`);
  return at > now ? at : momentOf(`${dateAfter(today, 1)}T${clock}`);
}
