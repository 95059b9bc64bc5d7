// @vitest-environment node
import { expect, it } from 'vitest';
import { alike, clashes, itemOf, merged, touched } from './meanwhile';

const before = { name: '前台', ring: 20, steps: [1], hours: 'days' };

it('puts together what two changed, each elsewhere', () => {
  const theirs = { name: '前台', ring: 15, steps: [1], hours: 'days' };
  const mine = { name: '前台', ring: 20, steps: [1, 2] };
  expect(touched(before, mine)).toEqual(['steps', 'hours']);
  expect(clashes(before, theirs, mine)).toEqual([]);
  expect(merged(before, theirs, mine)).toEqual({ name: '前台', ring: 15, steps: [1, 2] });
});

it('says where both changed the same, and keeps mine there', () => {
  const theirs = { ...before, ring: 15, steps: [] };
  const mine = { ...before, ring: 30, steps: [] };
  expect(clashes(before, theirs, mine)).toEqual(['ring']);
  expect(merged(before, theirs, mine)).toEqual({ ...before, ring: 30, steps: [] });
});

it('takes what was written at another time for the same when it says the same', () => {
  expect(alike('ab12.5', 'ab12.9')).toBe(true);
  expect(alike('ab12.5', 'cd34.5')).toBe(false);
});

it('finds the item that a refusal is about', () => {
  expect(itemOf({ params: { kind: 'queue', item: 'desk' } })).toEqual({ kind: 'queue', key: 'desk' });
  expect(itemOf({ params: {} })).toBeNull();
});
