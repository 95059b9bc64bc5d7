/** Calendars: periods of a week and of single days, as the server reads them (platform/hours.py). Pure. */
import type { Body } from '@/shared/config/entries';
import { changed } from './plan';

export type Period = [string, string];
export const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const MIDNIGHT = 24 * 60;

type Table = Record<string, Period[]>;

export const weekOf = (body: Body): Table => (body.week as Table | undefined) ?? {};
export const daysOf = (body: Body): Table => (body.days as Table | undefined) ?? {};
export const periodsOf = (table: Table, day: string): Period[] => table[day] ?? [];

/** "9:30" or "0930" as "09:30"; null when it is no time of a day. */
export function timeOf(typed: string): string | null {
  const found = /^(\d{1,2})[:：]?(\d{2})$/.exec(typed.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  if (minute > 59 || hour > 24 || (hour === 24 && minute)) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function minutesOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

export function withWeek(body: Body, day: string, periods: Period[]): Body {
  return changed(body, 'week', { ...weekOf(body), [day]: periods });
}

export function withDay(body: Body, day: string, periods: Period[] | null): Body {
  const rest = Object.fromEntries(Object.entries(daysOf(body)).filter(([each]) => each !== day));
  const days = periods === null ? rest : { ...rest, [day]: periods };
  return changed(body, 'days', Object.keys(days).length ? days : null);
}

/** A period to begin with: after the last one, two hours where there is room. */
export function another(periods: Period[]): Period[] {
  const last = Math.max(0, ...periods.map(([, end]) => minutesOf(end)));
  if (!periods.length) return [['09:00', '18:00']];
  const start = Math.min(last + 60, MIDNIGHT - 60);
  const written = (at: number): string =>
    timeOf(`${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`) ?? '';
  return [...periods, [written(start), written(Math.min(start + 120, MIDNIGHT))]];
}

export interface Bar {
  from: number; // share of the day
  width: number;
  text: string;
}

export function barsOf(periods: Period[]): Bar[] {
  return periods
    .map(([start, end]) => ({ start: minutesOf(start), end: minutesOf(end), text: `${start}–${end}` }))
    .filter(({ start, end }) => end > start)
    .map(({ start, end, text }) => ({ from: start / MIDNIGHT, width: (end - start) / MIDNIGHT, text }));
}

const said = (day: string, periods: Period[]): string =>
  `${day} ${periods.map(([start, end]) => `${start}–${end}`).join(' ') || '–'}`;

/** Every day that a calendar names, a line each. */
export function calendarLines(body: Body, day: (key: string) => string): string[] {
  const week = weekOf(body);
  return [
    ...DAYS.filter((each) => each in week).map((each) => said(day(each), periodsOf(week, each))),
    ...Object.entries(daysOf(body))
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([date, periods]) => said(date, periods)),
  ];
}
