/** Times as people promise them on the phone: "in an hour", "this afternoon at three", "tomorrow morning". */
import { dateAfter, dateOf, startOfDate } from '@/shared/format/time';

export type TimeWord = 'inHalfHour' | 'inHour' | 'today' | 'tomorrow' | 'monday';

export interface NaturalTime {
  word: TimeWord;
  at: Date;
}

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
/** The hours of a day at which people promise to call: ten, three, half past four. */
const TODAY = [10, 15, 16.5];
const AHEAD = 20 * 60_000;

const atHour = (date: string, hour: number): Date => new Date(startOfDate(date).getTime() + hour * HOUR);
const nextQuarter = (moment: number): Date => new Date(Math.ceil(moment / QUARTER) * QUARTER);

/** Days until the next Monday, from a day as 0 (Sunday) to 6. */
const toMonday = (day: number): number => (8 - day) % 7 || 7;

/** What may be promised at this moment, the soonest first. Days and hours are those of the site. */
export function naturalTimes(now: Date): NaturalTime[] {
  const today = dateOf(now);
  const tomorrow = dateAfter(today, 1);
  const days = toMonday(new Date(`${today}T00:00:00Z`).getUTCDay());
  const soonest = now.getTime() + AHEAD;
  const times: NaturalTime[] = [
    { word: 'inHalfHour', at: nextQuarter(now.getTime() + HOUR / 2) },
    { word: 'inHour', at: nextQuarter(now.getTime() + HOUR) },
  ];
  for (const hour of TODAY) times.push({ word: 'today', at: atHour(today, hour) });
  for (const hour of [9.5, 15]) times.push({ word: 'tomorrow', at: atHour(tomorrow, hour) });
  if (days > 1) times.push({ word: 'monday', at: atHour(dateAfter(today, days), 9.5) });
  const seen = new Set<number>();
  return times.filter(({ at }) => {
    const fresh = at.getTime() >= soonest && !seen.has(at.getTime());
    seen.add(at.getTime());
    return fresh;
  });
}

export type PartOfDay = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening';

export function partOfDay(hour: number): PartOfDay {
  if (hour < 6) return 'night';
  if (hour < 12) return 'morning';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}
