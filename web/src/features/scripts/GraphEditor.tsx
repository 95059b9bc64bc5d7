/** The lines of a script as a list, in the order in which they are met; each can lead to any other. */
import { Button } from 'antd';
import type { ScriptProblem, Vocabulary } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { ConditionEditor } from './ConditionEditor';
import { addAfter, inOrder, putNode, takeOut, titleOf, type Graph, type Node } from './draft';
import { LineEditor } from './LineEditor';
import { editWords } from './edit-words';

export interface Way {
  value: string;
  label: string;
}

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

function Step({ name, node, ways, ...given }: StepGiven) {
  const t = useTexts(editWords);
  const { graph, vocabulary, change } = given;
  const put = (after: Node): void => change(putNode(graph, name, after));
  const faults = given.faults.filter((one) => one.node === name);
  const others = ways.filter(({ value }) => value !== name);
  return (
    <li className="library-step" aria-label={ways.find(({ value }) => value === name)?.label}>
      {graph.start === name ? <span className="pill live">{t('isStart')}</span> : null}
      {node.do === 'agent' ? (
        <LineEditor node={node} ways={others} vocabulary={vocabulary} change={put} />
      ) : null}
      {node.do === 'condition' ? <ConditionEditor node={node} ways={others} change={put} /> : null}
      {['agent', 'condition'].includes(node.do) ? null : (
        <p className="quiet">{t('other', { kind: node.do })}</p>
      )}
      {faults.map((one, place) => (
        <p key={place} className="fault">
          {one.title}
        </p>
      ))}
      <Tools graph={graph} name={name} change={change} />
    </li>
  );
}

export function GraphEditor(given: Given) {
  const language = useLocale() === 'zh-CN' ? 'zh' : 'en';
  const { graph } = given;
  const order = inOrder(graph);
  const ways = order.map((name, place) => ({
    value: name,
    label: `${place + 1}. ${titleOf(name, graph.nodes[name], language)}`,
  }));
  return (
    <ol className="library-steps">
      {order.map((name) => {
        const node = graph.nodes[name];
        return node ? <Step key={name} {...given} name={name} node={node} ways={ways} /> : null;
      })}
    </ol>
  );
}
