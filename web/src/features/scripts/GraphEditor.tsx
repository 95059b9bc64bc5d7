/** The lines of a script as a list, in the order in which they are met; each can lead to any other. */
import { Button, Dropdown } from 'antd';
import type { ScriptProblem, Vocabulary } from '@/api/scripts';
import { useTexts } from '@/shared/i18n/texts';
import { ConditionEditor } from './ConditionEditor';
import { VariableRows, type Variable } from '@/shared/flow/VariableRows';
import { graphWords } from '@/shared/flow/words';
import { addAfter, declared, inOrder, putNode, takeOut, withVariable, type Graph, type Node } from './draft';
import { LineEditor } from './LineEditor';
import { EndEditor, LookUpEditor, SetEditor } from './SilentSteps';
import type { StepFields, Way } from './step';
import { editWords } from './edit-words';
import { useTitle } from './use-title';

interface Given {
  graph: Graph;
  vocabulary: Vocabulary;
  faults: readonly ScriptProblem[];
  change: (graph: Graph) => void;
}

interface StepGiven extends Given {
  name: string;
  node: Node;
  ways: Way[];
}

/** Steps besides lines and conditions. */
const OTHERS = ['set', 'look_up', 'hang_up'] as const;

function Tools({ graph, name, change }: Pick<StepGiven, 'graph' | 'name' | 'change'>) {
  const t = useTexts(editWords);
  const only = Object.keys(graph.nodes).length === 1;
  return (
    <div className="library-decide">
      <Button size="small" onClick={() => change(addAfter(graph, name, 'agent')[0])}>
        {t('addLine')}
      </Button>
      <Button size="small" onClick={() => change(addAfter(graph, name, 'condition')[0])}>
        {t('addWhen')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: OTHERS.map((kind) => ({ key: kind, label: t(`step_${kind}`) })),
          onClick: ({ key }) => change(addAfter(graph, name, key as (typeof OTHERS)[number])[0]),
        }}
      >
        <Button size="small">{t('addOther')}</Button>
      </Dropdown>
      {graph.start === name ? null : (
        <Button size="small" onClick={() => change({ ...graph, start: name })}>
          {t('start')}
        </Button>
      )}
      <Button size="small" type="text" danger disabled={only} onClick={() => change(takeOut(graph, name))}>
        {t('remove')}
      </Button>
    </div>
  );
}

/** The form of a step by its kind. */
function Fields({ vocabulary, ...given }: StepFields & { vocabulary: Vocabulary }) {
  const t = useTexts(editWords);
  const { node } = given;
  if (node.do === 'agent') return <LineEditor {...given} vocabulary={vocabulary} />;
  if (node.do === 'condition') return <ConditionEditor {...given} />;
  if (node.do === 'set') return <SetEditor {...given} />;
  if (node.do === 'look_up') return <LookUpEditor {...given} />;
  if (node.do === 'hang_up') return <EndEditor />;
  return <p className="quiet">{t('other', { kind: node.do })}</p>;
}

function Step({ name, node, ways, ...given }: StepGiven) {
  const t = useTexts(editWords);
  const { graph, vocabulary, change } = given;
  const put = (after: Node, names: readonly string[] = []): void =>
    change(names.reduce(declared, putNode(graph, name, after)));
  const faults = given.faults.filter((one) => one.node === name);
  const others = ways.filter(({ value }) => value !== name);
  return (
    <li className="library-step" aria-label={ways.find(({ value }) => value === name)?.label}>
      {graph.start === name ? <span className="pill live">{t('isStart')}</span> : null}
      <Fields graph={graph} node={node} ways={others} vocabulary={vocabulary} change={put} />
      {faults.map((one, place) => (
        <p key={place} className="fault">
          {one.title}
        </p>
      ))}
      <Tools graph={graph} name={name} change={change} />
    </li>
  );
}

function Variables({ graph, change }: Pick<Given, 'graph' | 'change'>) {
  const g = useTexts(graphWords);
  const put = (name: string, variable: Variable | undefined): void =>
    change(withVariable(graph, name, variable));
  return (
    <fieldset className="graph-set">
      <legend>{g('variables')}</legend>
      <VariableRows variables={graph.variables ?? {}} disabled={false} onChange={put} />
    </fieldset>
  );
}

export function GraphEditor(given: Given) {
  const titled = useTitle();
  const { graph } = given;
  const order = inOrder(graph);
  const ways = order.map((name, place) => ({
    value: name,
    label: `${place + 1}. ${titled(graph, name)}`,
  }));
  return (
    <>
      <ol className="library-steps">
        {order.map((name) => {
          const node = graph.nodes[name];
          return node ? <Step key={name} {...given} name={name} node={node} ways={ways} /> : null;
        })}
      </ol>
      <Variables graph={graph} change={given.change} />
    </>
  );
}
