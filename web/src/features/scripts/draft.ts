/** A script as it is written: steps by name, changed in plain functions that never change what they are given. */

import { isVariable, without } from '@/shared/flow/plain';
import type { Variable } from '@/shared/flow/VariableRows';

export interface Words {
  zh: string;
  en: string;
}
export interface Choice {
  say: Words;
  next?: string;
  keywords?: { zh?: string[]; en?: string[] };
  moods?: string[];
}
export interface Case {
  when: Record<string, unknown>;
  next?: string;
}
/** One step. Fields that the editor does not know are kept as they are. */
export interface Node {
  do: string;
  line?: Words;
  hint?: Words;
  choices?: Choice[];
  cases?: Case[];
  next?: string;
  otherwise?: string;
  found?: string;
  missing?: string;
  failed?: string;
  [field: string]: unknown;
}
export interface Graph {
  start: string;
  nodes: Record<string, Node>;
  variables?: Record<string, Variable>;
  [field: string]: unknown;
}
export interface Part {
  name: Words;
  line: Words;
}
export type Body = Record<string, unknown>;

const EMPTY: Words = { zh: '', en: '' };
export const PARTS: Words[] = [
  { zh: '微笑', en: 'Smile' },
  { zh: '快捷', en: 'Speed' },
  { zh: '诚恳', en: 'Sincerity' },
  { zh: '满意', en: 'Satisfaction' },
];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The graph of a body; one empty line when there is none yet. */
export function graphOf(body: Body): Graph {
  const graph = body.graph;
  if (isObject(graph) && isObject(graph.nodes)) return graph as unknown as Graph;
  return { start: 'line1', nodes: { line1: { do: 'agent', line: EMPTY } } };
}

export function partsOf(body: Body): Part[] {
  const parts = Array.isArray(body.parts) ? (body.parts as Partial<Part>[]) : [];
  return PARTS.map((name, place) => ({
    name: parts[place]?.name ?? name,
    line: parts[place]?.line ?? EMPTY,
  }));
}

/** A name that no step has yet. */
export function freshName(graph: Graph, stem: string): string {
  let number = 1;
  while (`${stem}${number}` in graph.nodes) number += 1;
  return `${stem}${number}`;
}

export function putNode(graph: Graph, name: string, node: Node): Graph {
  return { ...graph, nodes: { ...graph.nodes, [name]: node } };
}

/** The steps that a script may have, with the ways on that each has besides those of its answers and cases; the
 * first is where it mainly goes on. */
export const STEPS = {
  agent: ['next'],
  condition: ['otherwise'],
  set: ['next'],
  look_up: ['found', 'missing', 'failed'],
  hang_up: [],
} as const satisfies Record<string, readonly WayOn[]>;
export type WayOn = 'next' | 'otherwise' | 'found' | 'missing' | 'failed';
export type Step = keyof typeof STEPS;
const WAYS_ON: readonly WayOn[] = ['next', 'otherwise', 'found', 'missing', 'failed'];

const isStep = (kind: string): kind is Step => kind in STEPS;
const waysOn = (node: Node | undefined): readonly WayOn[] => (node && isStep(node.do) ? STEPS[node.do] : []);

/** Where a step mainly goes on. */
function onward(node: Node | undefined): string | undefined {
  const [way] = waysOn(node);
  return way && node ? node[way] : undefined;
}

const STEMS: Record<Step, string> = {
  agent: 'line',
  condition: 'when',
  set: 'set',
  look_up: 'look',
  hang_up: 'end',
};
const FRESH: Record<Step, Node> = {
  agent: { do: 'agent', line: EMPTY },
  condition: { do: 'condition', cases: [] },
  set: { do: 'set', values: {} },
  look_up: { do: 'look_up', what: 'customer', into: {} },
  hang_up: { do: 'hang_up' },
};

/** The step with every way on of its kind leading there. */
function leading(node: Node, to: string | undefined): Node {
  return to ? { ...node, ...Object.fromEntries(waysOn(node).map((way) => [way, to])) } : node;
}

/** A new step after another one, which then leads to it; what came after comes after the new one. */
export function addAfter(graph: Graph, after: string, kind: Step): [Graph, string] {
  const name = freshName(graph, STEMS[kind]);
  const before = graph.nodes[after];
  const node = leading(FRESH[kind], onward(before));
  const [way] = waysOn(before);
  const led = before && way ? putNode(graph, after, { ...before, [way]: name }) : graph;
  return [putNode(led, name, node), name];
}

/** Without a step: whatever led to it leads to where it went on. */
export function takeOut(graph: Graph, name: string): Graph {
  const gone = graph.nodes[name];
  if (!gone || Object.keys(graph.nodes).length === 1) return graph;
  const then = onward(gone);
  const on = (to: string | undefined): string | undefined => (to === name ? then : to);
  const nodes = Object.fromEntries(
    Object.entries(graph.nodes)
      .filter(([each]) => each !== name)
      .map(([each, node]) => [each, redirected(node, on)]),
  );
  const first = Object.keys(nodes)[0] ?? '';
  return { ...graph, start: graph.start === name ? then || first : graph.start, nodes };
}

function redirected(node: Node, on: (to: string | undefined) => string | undefined): Node {
  const made: Node = { ...node };
  for (const field of WAYS_ON) {
    const to = on(node[field]);
    if (to) made[field] = to;
    else delete made[field];
  }
  if (node.choices) made.choices = node.choices.map((one) => led(one, on(one.next)));
  if (node.cases) made.cases = node.cases.map((one) => led(one, on(one.next)));
  return made;
}

function led<Way extends { next?: string }>(way: Way, to: string | undefined): Way {
  const made = { ...way };
  if (to) made.next = to;
  else delete made.next;
  return made;
}

/** Every step that a step can lead to. */
export function ways(node: Node): string[] {
  const listed = [...(node.choices ?? []), ...(node.cases ?? [])].map(({ next }) => next);
  return [...listed, ...WAYS_ON.map((way) => node[way])].filter((to): to is string => Boolean(to));
}

/** The steps in the order in which they are met, those that nothing leads to at the end. */
export function inOrder(graph: Graph): string[] {
  const found: string[] = [];
  const ahead = [graph.start];
  while (ahead.length) {
    const name = ahead.shift() ?? '';
    const node = graph.nodes[name];
    if (!node || found.includes(name)) continue;
    found.push(name);
    ahead.unshift(...ways(node).filter((to) => !found.includes(to)));
  }
  return [...found, ...Object.keys(graph.nodes).filter((name) => !found.includes(name))];
}

/** How a step is called in lists: the beginning of its words. */
export function titleOf(name: string, node: Node | undefined, language: 'zh' | 'en'): string {
  const words = node?.line;
  const text = words ? words[language] || words.zh : '';
  return text ? (text.length > 18 ? `${text.slice(0, 18)}…` : text) : name;
}

/** Words parted by spaces or commas, each once. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；\n]|\s{2,}/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

/** The graph with a variable as it is now; without it, where that is undefined. */
export function withVariable(graph: Graph, name: string, variable: Variable | undefined): Graph {
  const { variables, ...rest } = graph;
  const after = variable ? { ...variables, [name]: variable } : without(variables, name);
  return (Object.keys(after).length ? { ...rest, variables: after } : rest) as Graph;
}

/** The graph with a variable that it lacks. */
export const declared = (graph: Graph, name: string): Graph =>
  !isVariable(name) || graph.variables?.[name] ? graph : withVariable(graph, name, { type: 'text' });
