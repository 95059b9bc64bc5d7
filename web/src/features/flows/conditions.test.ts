// @vitest-environment node
import { expect, it } from 'vitest';
import { speakIn } from '@/shared/i18n/texts';
import { conditionOf, constantOf, sayCondition, simpleOf } from './conditions';
import { editWords } from './edit-words';

const zh = speakIn(editWords, 'zh-CN');
const en = speakIn(editWords, 'en-US');

it.each([
  { value: 'room', equals: 12 },
  { value: 'room', empty: true },
  { value: 'room', empty: false },
  { value: 'room', in: [1, 'b'] },
  {
    all: [
      { value: 'a', above: 3 },
      { value: 'b', starts: '08' },
    ],
  },
  {
    any: [
      { value: 'customer.vip', equals: true },
      { value: 'b', contains: 'x' },
    ],
  },
  { all: [] },
])('reads a condition as rows and writes it the same: %o', (condition) => {
  expect(conditionOf(simpleOf(condition)!)).toEqual(condition);
});

it('leaves what is nested deeper to YAML', () => {
  expect(simpleOf({ not: { value: 'a', empty: true } })).toBeNull();
  expect(simpleOf({ all: [{ any: [] }] })).toBeNull();
  expect(simpleOf({ value: 'a', above: 1, below: 3 })).toBeNull();
});

it('takes for numbers only what is written as one', () => {
  expect(['12', '-3.5', '007', '13800138000', 'true', 'abc', ''].map(constantOf)).toEqual([
    12,
    -3.5,
    '007',
    13800138000,
    true,
    'abc',
    '',
  ]);
});

it('says conditions in both languages', () => {
  const condition = {
    all: [{ value: 'customer.vip', equals: true }, { not: { value: 'room', empty: true } }],
  };
  expect(sayCondition(condition, zh)).toBe('是重要客户 等于 true 且 不满足（room 是空的）');
  expect(sayCondition(condition, en)).toBe('Customer is a VIP is true and not (room is empty)');
  expect(sayCondition(null, zh)).toBe('没有条件');
});
