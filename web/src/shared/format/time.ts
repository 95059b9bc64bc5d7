/** Times of day and dates: 24 hours, `YYYY-MM-DD`, in the zone of the site: a call at nine there is at nine here. */
import { MICROS } from './duration';

interface Parts {
  date: string;
  time: string;
}

function partsIn(zone: string | undefined): (moment: Date) => Parts {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (moment) => {
    const found = Object.fromEntries(format.formatToParts(moment).map((part) => [part.type, part.value]));
    return {
      date: `${found.year}-${found.month}-${found.day}`,
      time: `${found.hour}:${found.minute}:${found.second}`,
    };
  };
}

let zone: string | undefined;
let partsOf = partsIn(undefined);

/** From now on times are those of this IANA zone; undefined: of the browser's. One the browser lacks is let be. */
export function keepZone(site: string | undefined): void {
  if (site === zone) return;
  try {
    partsOf = partsIn(site);
    zone = site;
  } catch {
    // an old browser that does not know the zone goes on in its own
  }
}

/** The zone that times are shown in; undefined: the browser's own. */
export const zoneNow = (): string | undefined => zone;

/** The site's zone as one says it: 中国时间, China Time. */
export function zoneName(moment: Date, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortGeneric' });
  return format.formatToParts(moment).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** Whether the site's clock differs from the browser's at this moment: then the zone should be said. */
export function isElsewhere(moment: Date): boolean {
  if (zone === undefined) return false;
  const here = partsIn(undefined)(moment);
  const there = partsOf(moment);
  return here.date !== there.date || here.time !== there.time;
}

export const dateOf = (moment: Date): string => partsOf(moment).date;

export const timeOf = (moment: Date): string => partsOf(moment).time;

/** The time alone for today, date and time for any other day. */
export function whenOf(iso: string, now: Date): string {
  const { date, time } = partsOf(new Date(iso));
  return date === dateOf(now) ? time : `${date} ${time}`;
}

const asUtc = ({ date, time }: Parts): number => Date.parse(`${date}T${time}Z`);

/** The moment at which a day of the site begins. */
export function startOfDate(date: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`);
  let found = wanted;
  for (let nth = 0; nth < 2; nth += 1) found += wanted - asUtc(partsOf(new Date(found)));
  return new Date(found);
}

/** The moment of a wall clock of the site, `YYYY-MM-DDTHH:mm`. */
export function momentOf(clock: string): Date {
  const [date = '', time = ''] = clock.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(startOfDate(date).getTime() + (hours * 60 + minutes) * 60_000);
}

/** The day after (or before) a day. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Is it a time of day, `HH:mm`? */
export const isClock = (written: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(written);

/** `9:00` and `900` are meant as 09:00; what is not meant as a time stays. */
export function asClock(written: string): string {
  const found = /^(\d{1,2})[:：.]?(\d{2})$/.exec(written.trim());
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2]}` : written.trim();
}

/** The next moment at which the site's clock shows `HH:mm`; null: that is no time. */
export function nextAt(clock: string, now: Date): Date | null {
  if (!isClock(clock)) return null;
  const today = dateOf(now);
  const at = momentOf(`${today}T${clock}`);
  return at > now ? at : momentOf(`${dateAfter(today, 1)}T${clock}`);
}

export const microsOf = (iso: string): number => Date.parse(iso) * 1000;
export const dateAt = (micros: number): Date => new Date(micros / 1000);
export const secondsBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 1000;
export const secondsOfMicros = (micros: number): number => micros / MICROS;
