/** The words of a version, to be read: each step in the order in which it is met, with where it leads. */
import { BranchesOutlined } from '@ant-design/icons';
import type { Scene } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { graphOf, inOrder, partsOf, type Body, type Graph, type Node } from './draft';
import { editWords } from './edit-words';
import { sayCondition, variableName } from '@/shared/flow/conditions';
import { entriesOf, textOf, typedOf } from '@/shared/flow/plain';
import { graphWords } from '@/shared/flow/words';
import { valueName } from './known';
import { useTitle } from './use-title';

interface StepGiven {
  graph: Graph;
  name: string;
  node: Node;
}

function Leads({ graph, to }: { graph: Graph; to: string | undefined }) {
  const t = useTexts(editWords);
  const titled = useTitle();
  if (!to) return <span className="quiet">→ {t('end')}</span>;
  const place = inOrder(graph).indexOf(to) + 1;
  const title = titled(graph, to);
  return (
    <span className="quiet">
      → {place}. {title}
    </span>
  );
}

function Said({ graph, node }: Omit<StepGiven, 'name'>) {
  const locale = useLocale();
  return (
    <>
      <p className="library-line">{nameIn(node.line, locale)}</p>
      {node.hint ? <p className="quiet">{nameIn(node.hint, locale)}</p> : null}
      {node.choices?.length ? (
        <ul className="library-ways">
          {node.choices.map((one, place) => (
            <li key={place}>
              {nameIn(one.say, locale)} <Leads graph={graph} to={one.next} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Decided({ graph, node }: Omit<StepGiven, 'name'>) {
  const t = useTexts(editWords);
  const g = useTexts(graphWords);
  const locale = useLocale();
  return (
    <ul className="library-ways">
      {(node.cases ?? []).map((one, place) => (
        <li key={place}>
          <BranchesOutlined aria-hidden /> {sayCondition(one.when, g, (value) => valueName(value, locale))}{' '}
          <Leads graph={graph} to={one.next} />
        </li>
      ))}
      <li>
        {t('otherwise')} <Leads graph={graph} to={node.otherwise} />
      </li>
    </ul>
  );
}

/** A step that the agent does not see. */
function Silent({ graph, node }: Omit<StepGiven, 'name'>) {
  const t = useTexts(editWords);
  const g = useTexts(graphWords);
  if (node.do === 'hang_up') return <span className="quiet">{t('endsHere')}</span>;
  if (node.do === 'set')
    return (
      <span className="quiet">
        {t('set')}:{' '}
        {entriesOf(node.values)
          .map(([name, value]) => `${name} = ${typedOf(value)}`)
          .join('; ')}{' '}
        <Leads graph={graph} to={node.next} />
      </span>
    );
  if (node.do !== 'look_up') return <span className="quiet">{node.do}</span>;
  return (
    <>
      <span className="quiet">
        {t('lookUp')}: {textOf(node.what) === 'customer' ? t('customer') : textOf(node.what)} ←{' '}
        {variableName(textOf(node.by) || 'call.number', g)}
      </span>
      <ul className="library-ways">
        {(['found', 'missing', 'failed'] as const).map((way) => (
          <li key={way}>
            {t(way)} <Leads graph={graph} to={node[way]} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function VersionWords({ scene, body }: { scene: Scene; body: Body }) {
  const locale = useLocale();
  if (scene === 'service_talk') {
    return (
      <ol className="library-steps">
        {partsOf(body).map((part, place) => (
          <li key={place}>
            <strong>{nameIn(part.name, locale)}</strong>
            <p className="library-line">{nameIn(part.line, locale)}</p>
          </li>
        ))}
      </ol>
    );
  }
  const graph = graphOf(body);
  return (
    <ol className="library-steps">
      {inOrder(graph).map((name) => {
        const node = graph.nodes[name];
        if (!node) return null;
        return (
          <li key={name}>
            {node.do === 'agent' ? <Said graph={graph} node={node} /> : null}
            {node.do === 'condition' ? <Decided graph={graph} node={node} /> : null}
            {['agent', 'condition'].includes(node.do) ? null : <Silent graph={graph} node={node} />}
          </li>
        );
      })}
    </ol>
  );
}
