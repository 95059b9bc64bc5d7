/** How urgent a case may be, the most urgent first. */
export const PRIORITIES = ['high', 'medium', 'low'] as const;
