/** The variables that a script may read: its own, what the desk knows, what every graph may read. */
import type { Choice } from '@/shared/config/entries';
import { AT_THE_DESK, BUILT_IN, variableName } from '@/shared/flow/conditions';
import { graphWords } from '@/shared/flow/words';
import { useTexts } from '@/shared/i18n/texts';
import type { Graph } from './draft';

export function useVariables(graph: Graph): Choice[] {
  const e = useTexts(graphWords);
  return [...Object.keys(graph.variables ?? {}), ...AT_THE_DESK, ...BUILT_IN].map((value) => {
    const name = variableName(value, e);
    return { value, label: name === value ? value : `${name} (${value})` };
  });
}
