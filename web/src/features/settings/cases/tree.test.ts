// @vitest-environment node
import { expect, it } from 'vitest';
import type { ConfigEntry } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { flat, freeKey, moved, pathName, possibleParents, saidAbove, treeOf, wayTo } from './tree';

const item = (key: string, value: Body, change: Partial<ConfigEntry> = {}): ConfigEntry =>
  ({
    key,
    value: { name: { zh: key, en: '' }, ...value },
    draft: null,
    draft_removes: false,
    ...change,
  }) as ConfigEntry;

const NODES = treeOf([
  item('noise', { parent: 'complaint', order: 2 }),
  item('complaint', { order: 1, team: 'front' }),
  item('late', { parent: 'complaint', order: 1 }, { draft: { name: { zh: '超时' }, parent: 'noise' } }),
  item('lost', { parent: 'nowhere', order: 9 }),
]);

it('shows drafts before what is in force, and what hangs under nothing with the tops', () => {
  expect(flat(NODES).map(({ key, depth }) => [key, depth])).toEqual([
    ['complaint', 0],
    ['noise', 1],
    ['late', 2],
    ['lost', 0],
  ]);
  expect(pathName(NODES, 'late', 'zh-CN')).toBe('complaint / noise / 超时');
  expect(wayTo(NODES, 'nobody')).toEqual([]);
});

it('ends where two hang under each other', () => {
  const round = treeOf([item('a', { parent: 'b' }), item('b', { parent: 'a' }), item('c', { parent: 'c' })]);
  expect(flat(round).map(({ key }) => key)).toEqual(['c']);
});

it('says what those above say, and lets nothing hang under itself', () => {
  expect(saidAbove(NODES, 'noise', 'team')).toBe('front');
  expect(saidAbove(NODES, null, 'team')).toBeUndefined();
  expect(possibleParents(NODES, 'noise').map(({ key }) => key)).toEqual(['complaint', 'lost']);
});

it('moves among neighbours, and says only what changes', () => {
  const one = treeOf([item('a', { order: 1 }), item('b', { order: 2 }), item('c', { order: 3 })]);
  expect(moved(one, 'c', -1)?.map(({ node, order }) => [node.key, order])).toEqual([
    ['c', 2],
    ['b', 3],
  ]);
  expect(moved(one, 'a', -1)).toBeNull();
  expect(moved(one, 'nobody', 1)).toBeNull();
});

it('makes a key from the English name, or counts', () => {
  expect(freeKey({ en: 'Room too Cold!' }, 'type', [])).toBe('room_too_cold');
  expect(freeKey({ en: '' }, 'type', ['type_2'])).toBe('type_3');
  expect(freeKey({ en: 'Noise' }, 'type', ['noise'])).toBe('noise_2');
});
