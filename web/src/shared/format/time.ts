/** Times of day and dates: 24 hours, `YYYY-MM-DD`, in the browser's zone. */
import { MICROS } from './duration';

const two = (n: number): string => String(n).padStart(2, '0');

export const dateOf = (moment: Date): string =>
  `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

export const timeOf = (moment: Date): string =>
  `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;

/** The time alone for today, date and time for any other day. */
export function whenOf(iso: string, now: Date): string {
  const moment = new Date(iso);
  const day = dateOf(moment);
  return day === dateOf(now) ? timeOf(moment) : `${day} ${timeOf(moment)}`;
}

export const microsOf = (iso: string): number => Date.parse(iso) * 1000;
export const dateAt = (micros: number): Date => new Date(micros / 1000);
export const secondsBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 1000;
export const secondsOfMicros = (micros: number): number => micros / MICROS;
