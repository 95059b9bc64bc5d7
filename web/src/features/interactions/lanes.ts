/** The intervals of a contact, arranged: a lane a party, a line an interval. Pure. */
import type { Segment } from '@/api/types';
import { secondsBetween } from '@/shared/format/time';

export interface Lane {
  id: string;
  name: string;
  segments: Segment[];
}

const SHARED: Segment['role'][] = ['talk', 'hold', 'consult'];

/** Talks and holds are written down for the agent; the customer was in them too. */
function customersOwn(segments: Segment[]): Segment[] {
  const own = segments.filter((segment) => segment.agent === null);
  const told = own.some((segment) => SHARED.includes(segment.role));
  return told ? own : [...own, ...segments.filter((one) => one.agent !== null && SHARED.includes(one.role))];
}

/** The customer's lane first, then one an agent in order of appearance. */
export function lanesOf(segments: Segment[], customer: string, nameOf: (segment: Segment) => string): Lane[] {
  const lanes = new Map<string, Lane>([['', { id: '', name: customer, segments: customersOwn(segments) }]]);
  for (const segment of [...segments].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at))) {
    if (segment.agent === null) continue;
    const lane = lanes.get(segment.agent.id) ?? { id: segment.agent.id, name: nameOf(segment), segments: [] };
    lane.segments.push(segment);
    lanes.set(lane.id, lane);
  }
  return [...lanes.values()];
}

/** Intervals that two parties share (a talk, a hold) become one line of the list; in order of time. */
export function togetherOf(segments: Segment[]): Segment[][] {
  const lines = new Map<string, Segment[]>();
  for (const segment of segments) {
    const key = `${segment.started_at} ${segment.ended_at} ${segment.role}`;
    lines.set(key, [...(lines.get(key) ?? []), segment]);
  }
  return [...lines.values()].sort((a, b) => startOf(a) - startOf(b));
}

const startOf = ([first]: Segment[]): number => Date.parse(first?.started_at ?? '');

export function spanOf(segments: Segment[], from: string): number {
  return Math.max(1, ...segments.map((segment) => secondsBetween(from, segment.ended_at)));
}
