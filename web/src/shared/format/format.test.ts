// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { clockOf, clockOrDash } from './duration';
import { percentOf, sizeOf } from './number';
import { groupPhone } from './phone';
import { asClock, dateOf, isClock, timeOf, whenOf } from './time';

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [65, '1:05'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [36_061, '10:01:01'],
    [-3, '0:00'],
  ])('reads %d seconds as %s', (seconds, text) => expect(clockOf(seconds)).toBe(text));

  it('has a dash for nothing', () => expect(clockOrDash(null)).toBe('–'));
});

describe('phone numbers', () => {
  it.each([
    ['13800138000', '138 0013 8000'],
    ['+8613800138000', '138 0013 8000'],
    ['+86138****8000', '138 **** 8000'],
    ['+862155501688', '021 5550 1688'],
    ['01065551234', '010 6555 1234'],
    ['075588887777', '0755 8888 7777'],
    ['4008001234', '400 800 1234'],
    ['88887777', '8888 7777'],
    ['+12125550186', '+1 212 555 0186'],
    ['+81355550117', '+81 35 555 0117'],
    ['+442079460018', '+44 207 946 0018'],
    ['+85223456789', '+852 2345 6789'],
    ['+8135****17', '+81 35** **17'],
    ['8001', '8001'],
    ['110', '110'],
    ['', ''],
  ])('groups %s as %s', (number, text) => expect(groupPhone(number)).toBe(text));
});

describe('shares', () => {
  it.each([
    [0.834, '83%'],
    [1, '100%'],
    [0.999, '99%'],
    [0.001, '1%'],
    [0, '0%'],
    [null, '–'],
  ])('reads %s as %s', (share, text) => expect(percentOf(share)).toBe(text));

  it('reads sizes in the unit that fits', () => {
    expect(sizeOf(119_000)).toBe('116 KB');
    expect(sizeOf(3 * 1024 * 1024)).toBe('3.0 MB');
  });
});

describe('times', () => {
  const moment = new Date(2026, 10, 2, 9, 5, 7);
  it('is written year first and with 24 hours', () => {
    expect(dateOf(moment)).toBe('2026-11-02');
    expect(timeOf(moment)).toBe('09:05:07');
  });
  it('leaves the date out for today', () => {
    expect(whenOf(moment.toISOString(), new Date(2026, 10, 2, 23))).toBe('09:05:07');
    expect(whenOf(moment.toISOString(), new Date(2026, 10, 3))).toBe('2026-11-02 09:05:07');
  });
});

describe('times of day', () => {
  it.each([
    ['9:00', '09:00'],
    ['0930', '09:30'],
    ['9：30 ', '09:30'],
    ['18:00', '18:00'],
    ['soon', 'soon'],
  ])('takes %s for %s', (written, clock) => expect(asClock(written)).toBe(clock));

  it('are told from others', () =>
    expect(['00:00', '23:59', '24:00', '9:00', '12:60', ''].map(isClock)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]));
});
