// @vitest-environment node
import { afterEach, expect, it } from 'vitest';
import {
  dateAfter,
  dateOf,
  isElsewhere,
  keepZone,
  momentOf,
  startOfDate,
  timeOf,
  whenOf,
  zoneName,
  zoneNow,
} from './time';

afterEach(() => keepZone(undefined));
const moment = new Date('2026-11-02T22:30:05Z');

it('shows the time of the site wherever the browser is', () => {
  keepZone('Asia/Shanghai');
  expect(`${dateOf(moment)} ${timeOf(moment)}`).toBe('2026-11-03 06:30:05');
  keepZone('America/New_York');
  expect(`${dateOf(moment)} ${timeOf(moment)}`).toBe('2026-11-02 17:30:05');
});

it('calls today what is today at the site', () => {
  keepZone('Asia/Shanghai');
  expect(whenOf('2026-11-02T17:00:00Z', moment)).toBe('01:00:00');
  expect(whenOf('2026-11-02T15:00:00Z', moment)).toBe('2026-11-02 23:00:00');
});

it.each([
  ['Asia/Shanghai', '2026-11-03', '2026-11-02T16:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
])('knows when the day begins in %s', (site, date, begins) => {
  keepZone(site);
  expect(startOfDate(date).toISOString()).toBe(begins);
});

it('counts days over the ends of months', () => expect(dateAfter('2026-03-01', -1)).toBe('2026-02-28'));

it('says whether the site is somewhere else, and goes on in its own zone for one it does not know', () => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  keepZone(own);
  expect(isElsewhere(moment)).toBe(false);
  keepZone(own === 'Asia/Shanghai' ? 'Europe/Berlin' : 'Asia/Shanghai');
  expect(isElsewhere(moment)).toBe(true);
  const before = zoneNow();
  keepZone('Mars/Olympus');
  expect(zoneNow()).toBe(before);
});

it('says the zone in the language of the reader', () => {
  keepZone('Asia/Shanghai');
  const now = new Date('2026-11-22T06:00:00Z');
  expect([zoneName(now, 'zh-CN'), zoneName(now, 'en-US')]).toEqual(['中国时间', 'China Time']);
});

it('reads a clock as that of the site', () => {
  keepZone('Asia/Shanghai');
  expect(momentOf('2026-11-03T06:30').toISOString()).toBe('2026-11-02T22:30:00.000Z');
  keepZone('America/New_York');
  expect(momentOf('2026-11-02T17:30').toISOString()).toBe('2026-11-02T22:30:00.000Z');
});
