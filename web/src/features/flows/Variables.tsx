/** The variables of a flow, with their types. */
import { VariableRows, type Variable } from '@/shared/flow/VariableRows';
import { useTexts } from '@/shared/i18n/texts';
import { setAt } from './edits';
import { useEditing } from './editing';
import { faultAt, useFaultWords } from './faults';
import { FieldSet } from './fields/Set';
import type { Graph } from './graph';
import { pageWords } from './page-words';

export function Variables() {
  const { graph, change, problems, disabled } = useEditing();
  const t = useTexts(pageWords);
  const say = useFaultWords();
  const write = (name: string, variable: Variable | undefined): void =>
    change(setAt(graph, ['variables', name], variable) as Graph, `variable/${name}`);
  return (
    <FieldSet label={t('variables')} fault={faultAt(problems, '', 'variables').map(say).join(' ')}>
      <VariableRows variables={graph.variables ?? {}} disabled={disabled} onChange={write} />
    </FieldSet>
  );
}
