// @vitest-environment node
import { expect, it } from 'vitest';
import { speakIn } from '@/shared/i18n/texts';
import { conditionOf, groupOf, sayCondition } from './conditions';
import { constantOf, typedOf, valueOf } from './plain';
import { graphWords } from './words';

const zh = speakIn(graphWords, 'zh-CN');
const en = speakIn(graphWords, 'en-US');
const known = { value: 'customer.known', equals: true };
const late = { value: 'call.now', above: '18:00' };

it.each([
  { value: 'room', equals: 12 },
  { value: 'room', equals: '12' },
  { value: 'room', equals: { value: 'booked' } },
  { value: 'room', contains: '12' },
  { value: 'room', empty: true },
  { value: 'room', empty: false },
  { value: 'room', in: [1, 'b', '2'] },
  { all: [known, late] },
  { any: [known, { value: 'b', contains: 'x' }] },
  { all: [] },
  { not: known },
  { not: { any: [known, late] } },
  { not: { all: [known, late] } },
  { all: [{ any: [known, { not: late }] }, { all: [late, { not: { any: [known, late] } }] }] },
  { not: { not: known } },
])('reads a condition as groups and writes it the same: %o', (condition) => {
  expect(conditionOf(groupOf(condition)!)).toEqual(condition);
});

it('does not read what is no condition', () => {
  const wrong = [{ value: 'a', above: 1, below: 3 }, { all: [1] }, { maybe: [] }, 'a', { all: [], any: [] }];
  expect(wrong.map(groupOf)).toEqual(wrong.map(() => null));
});

it('takes for numbers only what is written as one, and for words what stands in quotes', () => {
  const typed = ['12', '-3.5', '007', '1.0', 'true', 'abc', 'a b ', '"12"', '"', ''];
  expect(typed.map(constantOf)).toEqual([12, -3.5, '007', '1.0', true, 'abc', 'a b ', '12', '"', '']);
});

it.each([12, '12', 'true', true, '{room}', { value: 'room' }, 'a"b', '"a"', '', '007'])(
  'shows a value so that it is read as the same: %o',
  (value) => expect(valueOf(typedOf(value))).toEqual(value),
);

it('says conditions in both languages', () => {
  const condition = {
    all: [{ value: 'customer.vip', equals: true }, { not: { value: 'room', empty: true } }],
  };
  expect(sayCondition(condition, zh)).toBe('是重要客户 等于 true 且 不满足（room 是空的）');
  expect(sayCondition(condition, en)).toBe('Customer is a VIP is true and not (room is empty)');
  expect(sayCondition({ any: [known, { all: [known, late] }] }, zh)).toBe(
    '是已知客户 等于 true 或 （是已知客户 等于 true 且 现在几点（HH:MM） 大于 18:00）',
  );
  expect(sayCondition({ all: [known, { any: [known] }] }, en)).toBe(
    'Customer is known is true and (Customer is known is true)',
  );
  expect(sayCondition(null, zh)).toBe('没有条件');
});
