/** A flow as a graph of nodes: reading it, whatever stands in it. Pure. */
import type { Body } from '@/shared/config/entries';
import { entriesOf, isTable, listOf, textOf } from '@/shared/flow/plain';
import type { Variable } from '@/shared/flow/VariableRows';
import { KINDS, kindOf } from './kinds';

export interface Node extends Record<string, unknown> {
  do: string;
}

/** What a flow test is kept as. */
export interface FlowTest extends Record<string, unknown> {
  name: string;
  given?: Given;
  does: string[];
  heard?: string[];
  ends?: Record<string, unknown>;
}

/** The world of a test or a rehearsal. */
export interface Given extends Record<string, unknown> {
  number?: string;
  open?: Record<string, boolean>;
  found?: Record<string, Record<string, unknown> | null>;
  vars?: Record<string, unknown>;
}

export interface Graph extends Record<string, unknown> {
  start: string;
  nodes: Record<string, Node>;
  variables?: Record<string, Variable>;
  tests?: FlowTest[];
  layout?: Record<string, [number, number]>;
  for?: string;
}

/** Where something stands in a node: `['choices', '1']`, `['cases', 0, 'next']`. */
export type Place = (string | number)[];

/** One way out of a node. `mark`: the digit, or the number of the case; '' for a field that is a way itself. */
export interface Way {
  at: Place;
  field: string;
  mark: string;
  to: string;
}

const tablesIn = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(entriesOf(value).filter(([, one]) => isTable(one)));

/** A test with what every test has. */
const testIn = (test: Record<string, unknown>): FlowTest => ({
  ...test,
  name: textOf(test.name),
  does: listOf(test.does).map(String),
});

/** The graph in an item's body; what is no graph counts as an empty one. */
export function graphOf(body: Body): Graph {
  const { start, nodes, variables, tests, layout, ...rest } = isTable(body.graph) ? body.graph : {};
  return {
    ...rest,
    start: textOf(start),
    nodes: tablesIn(nodes),
    ...(isTable(variables) ? { variables: tablesIn(variables) } : {}),
    ...(Array.isArray(tests) ? { tests: tests.filter(isTable).map(testIn) } : {}),
    ...(isTable(layout) ? { layout } : {}),
  } as Graph;
}

const digitOrder = (digit: string): number => '1234567890*#'.indexOf(digit);

/** The choices of a menu in the order of the keypad. */
export const choicesOf = (node: Node): [string, string][] =>
  entriesOf(node.choices)
    .map(([digit, to]): [string, string] => [digit, textOf(to)])
    .sort(([a], [b]) => digitOrder(a) - digitOrder(b));

/** Every way out of a node, in the order of its form. */
export function waysOf(node: Node): Way[] {
  const kind = KINDS[kindOf(node)];
  return (kind?.fields ?? []).flatMap(({ name, as }): Way[] => {
    if (as === 'node') return [{ at: [name], field: name, mark: '', to: textOf(node[name]) }];
    if (as === 'choices')
      return choicesOf(node).map(([digit, to]) => ({ at: [name, digit], field: name, mark: digit, to }));
    if (as === 'cases' || as === 'lines')
      return listOf(node[name]).map((one, nth) => ({
        at: [name, nth, 'next'],
        field: name,
        mark: String(nth + 1),
        to: isTable(one) ? textOf(one.next) : '',
      }));
    return [];
  });
}

/** Nodes that lead to this one. */
export const before = (graph: Graph, name: string): string[] =>
  Object.keys(graph.nodes).filter((one) => waysOf(graph.nodes[one] as Node).some(({ to }) => to === name));

export interface Line {
  name: string;
  depth: number;
  /** The node and its way by which it is reached first; null for the start and for what nothing leads to. */
  by: { node: string; way: Way } | null;
  reached: boolean;
}

/** Every node once, each below the one that leads to it first; at the end those that nothing leads to. */
export function outlineOf(graph: Graph): Line[] {
  const lines: Line[] = [];
  const seen = new Set<string>();
  const follow = (name: string, depth: number, by: Line['by'], reached: boolean): void => {
    const node = graph.nodes[name];
    if (!node || seen.has(name)) return;
    seen.add(name);
    lines.push({ name, depth, by, reached });
    for (const way of waysOf(node)) follow(way.to, depth + 1, { node: name, way }, reached);
  };
  follow(graph.start, 0, null, true);
  for (const name of Object.keys(graph.nodes)) follow(name, 0, null, false);
  return lines;
}

/** Variables that are named where something is kept, with those that are declared. */
export function variablesOf(graph: Graph): string[] {
  const kept = Object.values(graph.nodes).flatMap((node) => [
    ...(textOf(node.into) ? [textOf(node.into)] : []),
    ...entriesOf(node.into).map(([name]) => name),
    ...entriesOf(node.values).map(([name]) => name),
  ]);
  return [...new Set([...Object.keys(graph.variables ?? {}), ...kept])];
}
