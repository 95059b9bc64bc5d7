/** How far linked cases are taken together. */
import type { IncidentGoal } from '@/api/incidents';

export const GOALS: readonly IncidentGoal[] = ['note', 'confirmed', 'recorded', 'closed'];
