// @vitest-environment node
import { expect, it } from 'vitest';
import { another, barsOf, calendarLines, timeOf, withDay, withWeek } from './calendar';

it('understands times as people write them, and nothing else', () => {
  expect(['9:30', '0930', '09：30', '24:00'].map(timeOf)).toEqual(['09:30', '09:30', '09:30', '24:00']);
  expect(['24:30', '9', '09:60', '25:00', 'noon'].map(timeOf)).toEqual([null, null, null, null, null]);
});

it('draws each period at its share of the day, and leaves out what ends before it begins', () => {
  const bars = barsOf([
    ['06:00', '12:00'],
    ['18:00', '12:00'],
  ]);
  expect(bars).toEqual([{ from: 0.25, width: 0.25, text: '06:00–12:00' }]);
});

it('begins another period after the last one, within the day', () => {
  expect(another([])).toEqual([['09:00', '18:00']]);
  expect(another([['09:00', '12:00']])).toEqual([
    ['09:00', '12:00'],
    ['13:00', '15:00'],
  ]);
  expect(another([['09:00', '24:00']])[1]).toEqual(['23:00', '24:00']);
});

it('says every day that it names, and forgets single days that are taken back', () => {
  const body = withDay(withWeek({}, '1', [['09:00', '18:00']]), '2026-10-01', []);
  expect(calendarLines(body, (key) => `day ${key}`)).toEqual(['day 1 09:00–18:00', '2026-10-01 –']);
  expect(withDay(body, '2026-10-01', null)).toEqual({ week: { '1': [['09:00', '18:00']] } });
});
