import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepZone } from '@/shared/format/time';
import { naturalTimes, partOfDay } from './times';

beforeEach(() => keepZone('Asia/Shanghai'));
afterEach(() => keepZone(undefined));

const said = (now: string) =>
  naturalTimes(new Date(now)).map(({ word, at }) => `${word} ${at.toISOString()}`);

it('offers what is still to come today, then tomorrow and Monday, in the time of the site', () =>
  expect(said('2026-11-25T05:07:00Z')).toEqual([
    // a Wednesday, 13:07 in Shanghai
    'inHalfHour 2026-11-25T05:45:00.000Z',
    'inHour 2026-11-25T06:15:00.000Z',
    'today 2026-11-25T07:00:00.000Z',
    'today 2026-11-25T08:30:00.000Z',
    'tomorrow 2026-11-26T01:30:00.000Z',
    'tomorrow 2026-11-26T07:00:00.000Z',
    'monday 2026-11-30T01:30:00.000Z',
  ]));

it('late in the evening nothing of today is left but the next hour', () =>
  expect(said('2026-11-25T14:40:00Z').map((line) => line.split(' ')[0])).toEqual([
    'inHalfHour',
    'inHour',
    'tomorrow',
    'tomorrow',
    'monday',
  ]));

it('on a Sunday Monday is tomorrow and not said twice', () =>
  expect(said('2026-11-22T02:00:00Z').at(-1)).toBe('tomorrow 2026-11-23T07:00:00.000Z'));

it('offers no time twice', () => {
  const times = naturalTimes(new Date('2026-11-25T06:25:00Z')).map(({ at }) => at.getTime());
  expect(new Set(times).size).toBe(times.length);
});

it('names the parts of a day', () =>
  expect([5, 6, 12, 13, 18].map(partOfDay)).toEqual(['night', 'morning', 'noon', 'afternoon', 'evening']));
