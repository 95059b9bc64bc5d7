import { afterEach, expect, it } from 'vitest';
import { keepZone, nextAt } from '@/shared/format/time';
import { afterMinutes } from './until';

afterEach(() => keepZone(undefined));

const NOW = new Date('2026-09-21T06:30:20Z'); // 14:30 in Shanghai

it('counts full minutes from now', () => {
  expect(afterMinutes(NOW, 90).toISOString()).toBe('2026-09-21T08:00:00.000Z');
});

it('takes a time of the clock of the site, today or else tomorrow', () => {
  keepZone('Asia/Shanghai');
  expect(nextAt('18:00', NOW)?.toISOString()).toBe('2026-09-21T10:00:00.000Z');
  expect(nextAt('14:30', NOW)?.toISOString()).toBe('2026-09-22T06:30:00.000Z');
  expect(nextAt('24:00', NOW)).toBeNull();
  expect(nextAt('', NOW)).toBeNull();
});
