/** Conditions of a graph: as nested groups of comparisons that a form shows, and in words. Pure. */
import type { Speak } from '@/shared/i18n/texts';
import { constantOf, entriesOf, isTable, listOf, partsOf, typedOf, valueOf } from './plain';
import type { graphWords } from './words';

export type GraphSpeak = Speak<(typeof graphWords)['zh-CN']>;

export const OPERATIONS = [
  'equals',
  'above',
  'below',
  'at_least',
  'at_most',
  'starts',
  'contains',
  'in',
  'empty',
  'filled',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** They compare letter by letter: what is typed is never a number. */
const AS_WORDS: readonly Operation[] = ['starts', 'contains'];

/** One comparison as a row: `{"value": v, "above": x}`; the operand as it is typed. */
export interface Row {
  value: string;
  operation: Operation;
  operand: string;
}

/** How many of a group must hold. `none` is written `{"not": {"any": ..}}`, `not_all` `{"not": {"all": ..}}`. */
export const JOINS = ['all', 'any', 'none', 'not_all'] as const;
export type Join = (typeof JOINS)[number];

export interface Group {
  join: Join;
  tests: Test[];
}
export type Test = Row | Group;

export const isGroup = (test: Test): test is Group => 'join' in test;

/** How deep the walk reads conditions. */
export const DEEPEST = 10;

export const FRESH: Row = { value: 'call.number', operation: 'equals', operand: '' };

/** What every graph may read. */
export const BUILT_IN = [
  'call.number',
  'call.dialled',
  'call.language',
  'call.now',
  'call.date',
  'call.weekday',
  'customer.known',
  'customer.name',
  'customer.vip',
  'customer.language',
] as const;

/** What scripts may read besides. */
export const AT_THE_DESK = [
  'rings',
  'waited_seconds',
  'transferred',
  'direction',
  'mood',
  'type',
  'queue_key',
] as const;

const operandOf = (operand: unknown): string =>
  Array.isArray(operand) ? operand.map(typedOf).join(', ') : typedOf(operand);

function rowOf(condition: unknown): Row | null {
  if (!isTable(condition) || typeof condition.value !== 'string') return null;
  const [found, ...more] = entriesOf(condition).filter(([name]) => name !== 'value');
  if (!found || more.length) return null;
  const [name, operand] = found;
  if (name === 'empty')
    return { value: condition.value, operation: operand === false ? 'filled' : 'empty', operand: '' };
  const operation = OPERATIONS.find((one) => one === name);
  if (!operation || operation === 'filled') return null;
  const words = AS_WORDS.includes(operation) && typeof operand === 'string';
  return { value: condition.value, operation, operand: words ? operand : operandOf(operand) };
}

function testsOf(parts: readonly unknown[], join: Join, deep: number): Group | null {
  const tests = parts.map((part) => testOf(part, deep + 1));
  return tests.every((test) => test !== null) ? { join, tests: tests as Test[] } : null;
}

function testOf(condition: unknown, deep: number): Test | null {
  const row = rowOf(condition);
  if (row) return row;
  const [only, ...more] = entriesOf(condition);
  if (!only || more.length || deep > DEEPEST) return null;
  const [join, parts] = only;
  if (Array.isArray(parts)) return join === 'all' || join === 'any' ? testsOf(parts, join, deep) : null;
  return join === 'not' ? denied(parts, deep) : null;
}

/** What stands behind `not`. */
function denied(condition: unknown, deep: number): Test | null {
  const test = testOf(condition, deep + 1);
  if (!test) return null;
  if (!isGroup(test) || test.join === 'none' || test.join === 'not_all')
    return { join: 'none', tests: [test] };
  return { join: test.join === 'any' ? 'none' : 'not_all', tests: test.tests };
}

/** The condition as a group; null when it is none that is known. */
export function groupOf(condition: unknown): Group | null {
  if (condition === undefined) return { join: 'all', tests: [] };
  const test = testOf(condition, 0);
  if (!test) return null;
  return isGroup(test) ? test : { join: 'all', tests: [test] };
}

function rowWritten({ value, operation, operand }: Row): Record<string, unknown> {
  if (operation === 'empty' || operation === 'filled') return { value, empty: operation === 'empty' };
  if (operation === 'in') return { value, in: partsOf(operand).map(constantOf) };
  const read = valueOf(operand);
  return { value, [operation]: AS_WORDS.includes(operation) && !isTable(read) ? operand : read };
}

function written(test: Test): Record<string, unknown> {
  if (!isGroup(test)) return rowWritten(test);
  const parts = test.tests.map(written);
  if (test.join === 'all' || test.join === 'any') return { [test.join]: parts };
  if (test.join === 'none' && parts.length === 1) return { not: parts[0] };
  return { not: { [test.join === 'none' ? 'any' : 'all']: parts } };
}

/** The group as a condition; one comparison alone is written without a group. */
export function conditionOf(group: Group): Record<string, unknown> {
  const [only, ...more] = group.tests;
  return only && !more.length && group.join === 'all' && !isGroup(only) ? written(only) : written(group);
}

/** What a variable is called: those that every graph or the desk knows have words. */
export function variableName(name: string, e: GraphSpeak): string {
  const known = [...BUILT_IN, ...AT_THE_DESK].find((one) => one === name);
  return known ? e(`var_${known.replace('.', '_')}` as 'var_rings') : name;
}

/** A condition in words. `valued`: what a constant is called. */
export function sayCondition(
  condition: unknown,
  e: GraphSpeak,
  valued: (operand: string) => string = (operand) => operand,
): string {
  const row = rowOf(condition);
  if (row) {
    const words = [variableName(row.value, e), e(`op_${row.operation}`), valued(row.operand)];
    return words.filter(Boolean).join(' ');
  }
  if (!isTable(condition)) return e('never');
  if ('not' in condition) return e('not', { what: sayCondition(condition.not, e, valued) });
  const join = 'any' in condition ? 'any' : 'all';
  const parts = listOf(condition[join]).map((one) => {
    const said = sayCondition(one, e, valued);
    return rowOf(one) || (isTable(one) && 'not' in one) ? said : e('grouped', { what: said });
  });
  return parts.join(e(join === 'any' ? 'or' : 'and')) || e('never');
}
