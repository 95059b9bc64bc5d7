// @vitest-environment node
import { expect, it } from 'vitest';
import { faultOf } from './faults';
import { reachedFrom } from './reach';
import type { ConfigEntry } from '@/api/types';

it.each([
  ['routing.out_of_range', { field: 'ring_seconds' }, 'ring_seconds'],
  ['routing.out_of_range', { field: 'callback.ring_seconds' }, 'callback.ring_seconds'],
  ['routing.calendar_never_open', { hours: 'x', field: 'callback.hours' }, 'callback.hours'],
  ['routing.unknown_hours', { hours: 'x' }, 'hours'],
  ['routing.rings_too_many', {}, 'ring_at_once'],
  ['routing.unknown_skill', { skill: 'x' }, 'steps'],
  ['routing.outside_blocked', { number: '001' }, 'overflows'],
  ['routing.contradictory_limits', { first: 'steps', second: 'max_wait_seconds' }, 'steps'],
  ['routing.plan_malformed', { at: 'desk.overflows.to' }, 'overflows'],
  ['routing.queue_without_agents', {}, 'overflows'],
  ['hours.overlap', { where: 'week.1' }, 'week'],
  ['hours.bad_date', { day: 'x' }, 'days'],
  ['hours.hole', { hours: 'x', day: '1' }, 'week'],
  ['routing.step_never_met', { step: 1 }, 'steps'],
  ['routing.unknown_mailbox', { number: '9999' }, 'overflows'],
  ['routing.callback_never_offered', {}, 'callback'],
  ['routing.help_per_cent', {}, 'help'],
  ['config.no_name', {}, 'name'],
  ['live.away', {}, ''],
])('finds the field of %s', (key, params, field) => expect(faultOf({ key, params })).toBe(field));

const entry = (key: string, value: Record<string, unknown>): ConfigEntry =>
  ({ key, value, draft: null, draft_removes: false }) as unknown as ConfigEntry;

it('follows a number to the queues of its flow', () => {
  const graph = {
    nodes: { a: { do: 'play' }, b: { do: 'enqueue', queue: 'desk' }, c: { do: 'enqueue', queue: 'desk' } },
  };
  const numbers = [
    entry('4001', { flow: 'hotel' }),
    entry('200', { queue: 'desk' }),
    entry('9', { extension: '8' }),
  ];
  const flows = [entry('hotel', { graph })];
  expect(reachedFrom('4001', numbers, flows)).toEqual(['desk']);
  expect(reachedFrom('200', numbers, flows)).toEqual(['desk']);
  expect(reachedFrom('9', numbers, flows)).toEqual([]);
  expect(reachedFrom(null, numbers, flows)).toBeNull();
});
