/** Durations as people read them: `0:07`, `12:05`, `1:02:03`. */

const two = (n: number): string => String(n).padStart(2, '0');

/** Whole seconds as a clock; negative counts as zero. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = two(whole % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The clock, or a dash where there is nothing to say. */
export const clockOrDash = (seconds: number | null | undefined): string =>
  seconds === null || seconds === undefined ? '–' : clockOf(seconds);

export const MICROS = 1_000_000;
