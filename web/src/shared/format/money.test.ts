// @vitest-environment node
import { expect, it } from 'vitest';
import { fenOf, yuanOf } from './money';

it('writes fen as yuan', () =>
  expect([0, 5, 123450, 100_000_00].map((fen) => yuanOf(fen, 'zh-CN'))).toEqual([
    '¥0.00',
    '¥0.05',
    '¥1,234.50',
    '¥100,000.00',
  ]));

it('reads yuan without losing a fen, and nothing that is no amount', () => {
  expect(['0.29', '1234.5', ' 88 ', '4.35', '0'].map(fenOf)).toEqual([29, 123450, 8800, 435, 0]);
  expect(['', '-1', '1.234', '1e3', '123456789', '１', 'x'].map(fenOf)).toEqual(Array(7).fill(null));
});
