/** The colour of a share of calls in time. */

/** Below this percentage of calls in time the figure is set in the colour of trouble. */
const GOAL = 80;

export const toneOfLevel = (level: number | null): 'good' | 'bad' | undefined =>
  level === null ? undefined : Math.round(level * 100) >= GOAL ? 'good' : 'bad';
