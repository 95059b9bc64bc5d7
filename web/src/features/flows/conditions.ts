/** Conditions of a flow: as rows of a form where they are simple, and in words. Pure. */
import type { Speak } from '@/shared/i18n/texts';
import type { editWords } from './edit-words';
import { entriesOf, isTable, listOf } from './graph';

export type EditSpeak = Speak<(typeof editWords)['zh-CN']>;

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

/** One comparison as a row: `{"value": v, "above": x}`. */
export interface Row {
  value: string;
  operation: Operation;
  operand: string;
}

/** `{"all": [...]}` or `{"any": [...]}` of comparisons. */
export interface Simple {
  join: 'all' | 'any';
  rows: Row[];
}

export const BUILT_IN = [
  'call.number',
  'call.dialled',
  'call.language',
  'call.now',
  'call.weekday',
  'customer.known',
  'customer.name',
  'customer.vip',
  'customer.language',
] as const;

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(', ') : value === undefined ? '' : String(value);

function rowOf(condition: unknown): Row | null {
  if (!isTable(condition) || typeof condition.value !== 'string') return null;
  const [found, ...more] = entriesOf(condition).filter(([name]) => name !== 'value');
  if (!found || more.length) return null;
  const [name, operand] = found;
  if (name === 'empty')
    return { value: condition.value, operation: operand === false ? 'filled' : 'empty', operand: '' };
  const operation = OPERATIONS.find((one) => one === name);
  if (!operation || operation === 'filled') return null;
  return { value: condition.value, operation, operand: shown(operand) };
}

/** The condition as rows; null when it is nested deeper than a form shows. */
export function simpleOf(condition: unknown): Simple | null {
  if (condition === undefined) return { join: 'all', rows: [] };
  const single = rowOf(condition);
  if (single) return { join: 'all', rows: [single] };
  for (const join of ['all', 'any'] as const) {
    if (!isTable(condition) || !Array.isArray(condition[join])) continue;
    const rows = condition[join].map(rowOf);
    return rows.every((row) => row !== null) ? { join, rows: rows as Row[] } : null;
  }
  return null;
}

/** What is typed as a constant: a number where it compares as one, yes and no where it reads so. */
export function constantOf(typed: string): string | number | boolean {
  const text = typed.trim();
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text;
}

function written({ value, operation, operand }: Row): Record<string, unknown> {
  if (operation === 'empty' || operation === 'filled') return { value, empty: operation === 'empty' };
  if (operation === 'in') {
    const all = operand.split(/[,，、]/).map((one) => one.trim());
    return { value, in: all.filter(Boolean).map(constantOf) };
  }
  if (operation === 'starts' || operation === 'contains') return { value, [operation]: operand };
  return { value, [operation]: constantOf(operand) };
}

export function conditionOf({ join, rows }: Simple): unknown {
  return rows.length === 1 && rows[0] && join === 'all' ? written(rows[0]) : { [join]: rows.map(written) };
}

/** What a variable is called: the built-in ones have words. */
export function variableName(name: string, e: EditSpeak): string {
  const built = BUILT_IN.find((one) => one === name);
  if (!built) return name;
  return e(built.replace('.', '_') as `call_${'number'}`);
}

/** A condition in words. */
export function sayCondition(condition: unknown, e: EditSpeak): string {
  const row = rowOf(condition);
  if (row) {
    const words = [variableName(row.value, e), e(`op_${row.operation}`), row.operand];
    return words.filter(Boolean).join(' ');
  }
  if (!isTable(condition)) return e('never');
  if ('not' in condition) return e('not', { what: sayCondition(condition.not, e) });
  const join = 'any' in condition ? 'any' : 'all';
  const parts = listOf(condition[join]).map((one) => sayCondition(one, e));
  return parts.join(e(join === 'any' ? 'or' : 'and')) || e('never');
}
