/** What is wrong with a graph: which field of which node, and in words. */
import { useCallback } from 'react';
import type { FlowProblem } from '@/api/flows';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';

/** What stands against a field of a node, or against something in it. */
export const faultAt = (problems: FlowProblem[], node: string, field: string): FlowProblem[] =>
  problems.filter((one) => one.node === node && (one.field === field || one.field.startsWith(`${field}.`)));

/** A fault in words, in the reader's language. */
export function useFaultWords(): (problem: Pick<FlowProblem, 'words'>) => string {
  const locale = useLocale();
  return useCallback(({ words }) => nameIn(words, locale), [locale]);
}
