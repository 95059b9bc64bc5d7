import { expect, it } from 'vitest';
import { reckon, shownSum } from './calculator';

it.each([
  ['1+2*3', 7],
  ['(1+2)*3', 9],
  ['688×3−10%', 1857.6],
  ['200 + 5%', 210],
  ['100 - 10% * 50', 95],
  ['688 * 3 * 85%', 1754.4],
  ['100÷8', 12.5],
  ['-3 + 5', 2],
  ['2--3', 5],
  ['0.1+0.2', 0.3],
  ['1,280 + 20', 1300],
  ['（12＋3）÷5', 3],
])('%s is %d', (text, value) => expect(reckon(text)).toBe(value));

it.each(['', '1+', '(1', '1/0', '1 2)', 'abc', '1..2', '2**3', '%'])('%j is no sum', (text) =>
  expect(reckon(text)).toBeNull(),
);

it('shows groups and no noise', () => {
  expect(shownSum(1234567.5)).toBe('1,234,567.5');
  expect(shownSum(-1 / 3)).toBe('-0.33333333');
});
