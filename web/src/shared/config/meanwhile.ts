/** Two who change the same item: what each of them changed, and how both go together. Pure. */
import { Problem } from '@/api/client';
import type { Body } from './entries';

/** Do both say the same? */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields in which two bodies differ. */
export const touched = (before: Body, after: Body): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !same(before[field], after[field]),
  );

/** The fields that both changed, each to something else. */
export const clashes = (before: Body, theirs: Body, mine: Body): string[] =>
  touched(before, mine).filter(
    (field) => !same(before[field], theirs[field]) && !same(theirs[field], mine[field]),
  );

/** What they changed with what I changed; mine where both did. */
export function merged(before: Body, theirs: Body, mine: Body): Body {
  const own = touched(before, mine);
  const rest = Object.entries(theirs).filter(([field]) => !own.includes(field));
  return Object.fromEntries([...rest, ...Object.entries(mine).filter(([field]) => own.includes(field))]);
}

/** Do two marks stand for the same content? What follows the point is when it was written. */
export const alike = (one: string, other: string): boolean => one.split('.')[0] === other.split('.')[0];

/** Was it refused because somebody else changed the item? */
export const isLate = (failure: unknown): boolean =>
  failure instanceof Problem &&
  ['config.changed_meanwhile', 'config.discarded_meanwhile'].includes(failure.key);

/** The item that a refusal is about. */
export function itemOf({ params }: Pick<Problem, 'params'>): { kind: string; key: string } | null {
  const { kind, item } = params;
  return typeof kind === 'string' && typeof item === 'string' ? { kind, key: item } : null;
}
