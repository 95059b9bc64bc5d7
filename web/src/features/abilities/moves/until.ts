/** Until when somebody is moved: so many minutes from now. Pure. */
import { whenOf } from '@/shared/format/time';

/** Minutes that are offered; 0: another time. */
export const SPANS = [30, 60, 120, 240, 480, 0] as const;

/** To the full minute. */
export const afterMinutes = (now: Date, minutes: number): Date =>
  new Date((Math.floor(now.getTime() / 60_000) + minutes) * 60_000);

/** When that is, in words; `iso` is a full minute, so nothing is said of seconds. */
export const minuteOf = (iso: string, now: Date): string => whenOf(iso, now).slice(0, -3);
