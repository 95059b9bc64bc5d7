/** Changing a graph: each answers a new one. Pure. */
import { isTable, isVariable, listOf, without } from '@/shared/flow/plain';
import { waysOf, type Graph, type Node, type Place, type Way } from './graph';

import { KINDS } from './kinds';

/** The value with something else at a place in it; `undefined` takes away what stands there. */
export function setAt(whole: unknown, [at, ...deeper]: Place, value: unknown): unknown {
  if (at === undefined) return value;
  if (typeof at === 'number') {
    const list = listOf(whole);
    return list.map((one, nth) => (nth === at ? setAt(one, deeper, value) : one));
  }
  const table: Record<string, unknown> = isTable(whole) ? whole : {};
  const { [at]: before, ...rest } = table;
  const after = setAt(before, deeper, value);
  if (after === undefined) return rest;
  if (!(at in table)) return { ...rest, [at]: after };
  return Object.fromEntries(Object.entries(table).map(([key, one]) => [key, key === at ? after : one]));
}

const withNode = (graph: Graph, name: string, node: Node): Graph => ({
  ...graph,
  nodes: { ...graph.nodes, [name]: node },
});

/** A field of a node set; `undefined` takes it away. */
export function setField(graph: Graph, name: string, at: Place, value: unknown): Graph {
  const node = graph.nodes[name];
  return node ? withNode(graph, name, setAt(node, at, value) as Node) : graph;
}

/** Lead a way of a node elsewhere; '' ends there. */
export const lead = (graph: Graph, name: string, way: Pick<Way, 'at'>, to: string): Graph =>
  setField(graph, name, way.at, to);

/** A name that is not taken: the word, or the word with the first free number. */
export function freeName(taken: Iterable<string>, word: string): string {
  const names = new Set(taken);
  for (let nth = 1; ; nth += 1) {
    const name = nth === 1 ? word : `${word}-${nth}`;
    if (!names.has(name)) return name;
  }
}

const EMPTY_LISTS = ['said', 'cases', 'lines'];

/** What a node of a kind says to begin with: as little as can be filled in. */
export function fresh(kind: string): Node {
  const node: Node = { do: kind };
  for (const { name, as, options } of KINDS[kind]?.fields ?? []) {
    if (EMPTY_LISTS.includes(as) && (as !== 'said' || name === 'say')) node[name] = [];
    else if (as === 'node' && ['next', 'otherwise'].includes(name)) node[name] = '';
    else if (as === 'choices') node[name] = {};
    else if (['expects', 'method', 'channel'].includes(name)) node[name] = options?.[0];
  }
  return node;
}

/** How an added node stands to those that are there. */
export interface Adding {
  kind: string;
  name?: string;
  /** The way that leads to the new one; where it led before, the new one leads on. */
  from?: { node: string; way: Pick<Way, 'at' | 'to'> };
}

/** A new node, and its name. The first one is the start. */
export function addNode(graph: Graph, { kind, name, from }: Adding): { graph: Graph; name: string } {
  const called = freeName(Object.keys(graph.nodes), name ?? kind);
  let node = fresh(kind);
  const onward = from?.way.to ?? '';
  const way = waysOf(node)[0];
  if (onward && way) node = setAt(node, way.at, onward) as Node;
  let next = withNode(graph, called, node);
  if (!next.nodes[next.start]) next = { ...next, start: called };
  if (from) next = lead(next, from.node, from.way, called);
  return { graph: next, name: called };
}

/** Every way to one node leads to another. */
function redirected(graph: Graph, from: string, to: string): Graph {
  let next = graph;
  for (const [name, node] of Object.entries(graph.nodes))
    for (const way of waysOf(node)) if (way.to === from) next = lead(next, name, way, to);
  return next.start === from ? { ...next, start: to } : next;
}

const renamedIn = <Value>(table: Record<string, Value>, from: string, to: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key === from ? to : key, value]));

/** Without the node; what led to it leads where its only way led, and ends where it had several. */
export function removeNode(graph: Graph, name: string): Graph {
  const node = graph.nodes[name];
  if (!node) return graph;
  const goals = [...new Set(waysOf(node).map(({ to }) => to))].filter((to) => to !== '' && to !== name);
  const onward = goals.length === 1 ? (goals[0] ?? '') : '';
  const next = redirected(graph, name, onward);
  const left = { ...next, nodes: without(next.nodes, name) };
  return graph.layout ? { ...left, layout: without(graph.layout, name) } : left;
}

/** The tests with another name of a node, where they name it. */
function testsRenamed(graph: Graph, from: string, to: string): Partial<Graph> {
  if (!graph.tests) return {};
  const tests = graph.tests.map((test) => {
    const found = test.given?.found;
    const given = found ? { given: { ...test.given, found: renamedIn(found, from, to) } } : {};
    const ends = test.ends?.node === from ? { ends: { ...test.ends, node: to } } : {};
    return { ...test, ...given, ...ends };
  });
  return { tests };
}

/** Another name for a node, everywhere; the graph as it is when that name is taken or no name. */
export function renameNode(graph: Graph, from: string, to: string): Graph {
  if (!graph.nodes[from] || graph.nodes[to] || !isName(to)) return graph;
  const next = redirected(graph, from, to);
  return {
    ...next,
    ...testsRenamed(graph, from, to),
    nodes: renamedIn(next.nodes, from, to),
    ...(graph.layout ? { layout: renamedIn(graph.layout, from, to) } : {}),
  };
}

/** What a node may be called: it stands in addresses, tests and reports. */
export const isName = (name: string): boolean => /^[0-9A-Za-z][0-9A-Za-z_-]{0,39}$/.test(name);

/** A copy of a node behind it in the list, that nothing leads to yet. */
export function copyNode(graph: Graph, name: string): { graph: Graph; name: string } {
  const node = graph.nodes[name];
  if (!node) return { graph, name };
  const called = freeName(Object.keys(graph.nodes), name);
  return { graph: withNode(graph, called, structuredClone(node)), name: called };
}

/** The places of moved nodes kept; null: all as they are laid out. */
export function placed(graph: Graph, moved: Record<string, [number, number]> | null): Graph {
  const { layout, ...rest } = graph;
  return moved === null ? (rest as Graph) : { ...graph, layout: { ...layout, ...moved } };
}

/** The graph with a variable that it lacks; as it is when there is one of that name, or it is no name. */
export function declared(graph: Graph, name: string, type: string): Graph {
  if (!isVariable(name) || graph.variables?.[name]) return graph;
  return { ...graph, variables: { ...graph.variables, [name]: { type } } };
}
