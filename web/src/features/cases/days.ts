/** The last so many days, as the pages of figures ask for them. */
import { dateAfter, dateAt, dateOf, startOfDate } from '@/shared/format/time';
import { serverNow } from '@/shared/live/clock';

/** Whole days of the site, up to the end of today. */
export function lastDays(days: number): { since: string; until: string } {
  const tomorrow = dateAfter(dateOf(dateAt(serverNow())), 1);
  const at = (date: string): string => startOfDate(date).toISOString();
  return { since: at(dateAfter(tomorrow, -days)), until: at(tomorrow) };
}
