/** The same flow as a list, from its start on: for the keyboard, for screen readers, and to find a node. */
import { WarningFilled } from '@ant-design/icons';
import { useMemo, useRef, type KeyboardEvent } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { useEditing } from './editing';
import { outlineOf, type Line } from './graph';
import { kindOf } from './kinds';
import { kindWords } from './kind-words';
import { NodeIcon } from './NodeIcon';
import { pageWords } from './page-words';
import { kindName, sayNode, sayWay, titleOf } from './say';

const DEEPEST = 6;

function Row({ line, from, current }: { line: Line; from: string; current: boolean }) {
  const { graph, problems, choose, chosen, words } = useEditing();
  const t = useTexts(pageWords);
  const k = useTexts(kindWords);
  const node = graph.nodes[line.name];
  if (!node) return null;
  const wrong = problems.some((one) => one.node === line.name);
  const kind = kindOf(node);
  return (
    <button
      type="button"
      className="bare flow-line"
      data-line={line.name}
      tabIndex={current ? 0 : -1}
      aria-current={chosen === line.name ? 'true' : undefined}
      style={{ paddingLeft: 8 + Math.min(line.depth, DEEPEST) * 14 }}
      title={sayNode(node, words)}
      onClick={() => choose(line.name)}
    >
      {from ? <span className="flow-by">{from}</span> : null}
      <NodeIcon kind={kind} />
      <span className="flow-line-name">{titleOf(line.name, node, words)}</span>
      <span className="only-heard">{kindName(kind, k)}</span>
      {graph.start === line.name ? <span className="pill good">{t('start')}</span> : null}
      {wrong ? (
        <span className="is-bad">
          <WarningFilled aria-hidden />
          <span className="only-heard">
            {t('faults', { n: problems.filter((one) => one.node === line.name).length })}
          </span>
        </span>
      ) : null}
      {line.reached ? null : <span className="quiet flow-unreached">{t('unreached')}</span>}
    </button>
  );
}

export function Outline() {
  const { graph, chosen, remove, disabled, words } = useEditing();
  const t = useTexts(pageWords);
  const list = useRef<HTMLOListElement>(null);
  const lines = useMemo(() => outlineOf(graph), [graph]);
  /** By which way each is reached, in the words of the node above it. */
  const ways = useMemo(() => {
    const found: Record<string, string> = {};
    for (const { name, by } of lines) {
      if (!by) continue;
      const parent = graph.nodes[by.node];
      found[name] = parent ? sayWay(parent, by.way, words) : '';
    }
    return found;
  }, [lines, graph, words]);
  const focus = (name: string | undefined): void => {
    const rows = list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [];
    for (const row of rows) if (row.dataset.line === name) row.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-line]')?.dataset.line;
    const place = lines.findIndex(({ name }) => name === at);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to !== undefined) focus(lines[to]?.name);
    else if (event.key === 'Delete' && at && !disabled) {
      remove(at);
      requestAnimationFrame(() => focus(lines[place + 1]?.name ?? lines[place - 1]?.name));
    } else return;
    event.preventDefault();
  };
  const current = chosen && graph.nodes[chosen] ? chosen : lines[0]?.name;
  return (
    <nav className="flow-outline" aria-label={t('outline')}>
      <ol ref={list} onKeyDown={onKey}>
        {lines.map((line) => (
          <li key={line.name}>
            <Row line={line} from={ways[line.name] ?? ''} current={line.name === current} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
