/** Which field a refusal is about, so that it stands there. Pure. */
import type { Problem } from '@/api/client';

const STEPS = [
  'unknown_skill',
  'bad_condition',
  'bad_range',
  'agent_without_skills',
  'unknown_agent',
  'step_never_met',
];
const FIELDS: Record<string, string> = {
  'config.no_name': 'name',
  'config.bad_key': 'key',
  'routing.unknown_strategy': 'strategy',
  'routing.unknown_language': 'steps',
  'routing.unknown_team': 'steps',
  'routing.unknown_hours': 'hours',
  'routing.calendar_never_open': 'hours',
  'routing.unknown_goal': 'overflows',
  'routing.goal_for_no_call': 'overflows',
  'routing.unknown_announcement': 'overflows',
  'routing.overflow_circle': 'overflows',
  'routing.overflow_twice': 'overflows',
  'routing.unknown_mailbox': 'overflows',
  'routing.queue_without_agents': 'overflows',
  'routing.callback_not_set_up': 'overflows',
  'routing.callback_of_no_call': 'callback',
  'routing.callback_never_offered': 'callback',
  'routing.help_never_leaves': 'help',
  'routing.help_per_cent': 'help',
  'routing.rings_too_many': 'ring_at_once',
  ...Object.fromEntries(STEPS.map((key) => [`routing.${key}`, 'steps'])),
};

/** The parameter of a refusal that names its field. */
const NAMED: Record<string, string> = {
  'routing.contradictory_limits': 'first',
  'config.bad_field': 'field',
  'routing.out_of_range': 'field',
  'routing.unknown_hours': 'field',
  'routing.calendar_never_open': 'field',
};

/** The field that a refusal is about; '' the whole. */
export function faultOf({ key, params }: Pick<Problem, 'key' | 'params'>): string {
  const named = params[NAMED[key] ?? ''];
  if (typeof named === 'string') return named;
  if (key === 'routing.plan_malformed') return String(params.at).split('.')[1] ?? '';
  if (key.startsWith('routing.outside_')) return 'overflows';
  if (key.startsWith('hours.')) return key === 'hours.bad_days' || key === 'hours.bad_date' ? 'days' : 'week';
  return FIELDS[key] ?? '';
}
