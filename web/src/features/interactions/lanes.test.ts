// @vitest-environment node
import { expect, it } from 'vitest';
import type { Segment } from '@/api/types';
import { lanesOf, spanOf, togetherOf } from './lanes';

const START = Date.parse('2026-11-22T00:00:00Z');
const agent = { id: 'a1', number: '1001', extension: '8001', name: { zh: '林', en: '' } };
const segment = (
  id: string,
  role: Segment['role'],
  who: typeof agent | null,
  [from, to]: [number, number],
): Segment => ({
  id,
  role,
  agent: who,
  queue: null,
  started_at: new Date(START + from * 1000).toISOString(),
  ended_at: new Date(START + to * 1000).toISOString(),
  seconds: to - from,
  reason: '',
  end: 'next',
});
const segments = [
  segment('wrap', 'wrap_up', agent, [70, 80]),
  segment('talk', 'talk', agent, [12, 70]),
  segment('menu', 'menu', null, [0, 8]),
  segment('queue', 'queue', null, [8, 12]),
];

it('has the customer first, and in the talk that was written down for the agent', () => {
  const lanes = lanesOf(segments, '客户', () => '林');
  expect(lanes.map((lane) => lane.name)).toEqual(['客户', '林']);
  expect(lanes[0]?.segments.map((one) => one.id)).toEqual(['menu', 'queue', 'talk']);
  expect(lanes[1]?.segments.map((one) => one.id)).toEqual(['talk', 'wrap']);
});

it('lasts until the last interval ends', () =>
  expect(spanOf(segments, new Date(START).toISOString())).toBe(80));

it('lists in order of time, and what two parties share once', () => {
  const both = [...segments, segment('talk2', 'talk', null, [12, 70])];
  expect(togetherOf(both).map((line) => line.map((one) => one.id))).toEqual([
    ['menu'],
    ['queue'],
    ['talk', 'talk2'],
    ['wrap'],
  ]);
});
