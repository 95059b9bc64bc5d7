/** The ways to choose an agent, as the engine has them (routing/core/strategies.py). */
export const STRATEGIES = [
  'longest_idle',
  'fewest_contacts',
  'fewest_minutes',
  'round_robin',
  'linear',
  'least_skilled',
  'best_skill',
  'last_agent',
  'weighted_random',
] as const;
