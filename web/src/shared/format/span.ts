/** Long times as one reads them at a glance: `0:45`, `5:20`, `3 天 4 小时`. */
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Says days and hours, `{d} 天 {h} 小时`, as the words of whoever asks have it. */
type SayDays = (key: 'days', values: { d: number; h: number }) => string;

/** Hours and minutes below a day, days and hours from then on. Seconds are for the clock of one case. */
export function spanOf(seconds: number, t: SayDays): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= DAY) return t('days', { d: Math.floor(whole / DAY), h: Math.floor((whole % DAY) / HOUR) });
  return `${Math.floor(whole / HOUR)}:${String(Math.floor((whole % HOUR) / 60)).padStart(2, '0')}`;
}
