/** What is drawn of a graph: cards, ends and lines with their words. Pure. */
import { Position, type NodeHandle } from '@xyflow/react';
import type { Graph, Node } from './graph';
import {
  beginnings,
  edgesOf,
  END_HEIGHT,
  END_WIDTH,
  endOf,
  HEIGHT,
  layoutOf,
  WIDTH,
  type Edge,
  type Layout,
} from './layout';
import { kindOf } from './kinds';
import type { CardData, CardNode, EndNode } from './NodeCard';
import type { RouteLine } from './Route';
import { kindName, sayNode, sayWay, titleOf, type Sayer } from './say';

/** What is shown on a drawing beside the graph itself. */
export interface Shown {
  words: Sayer;
  start: string;
  ends: string;
  chosen: string | null;
  /** The nodes that a walk passed, in order. */
  path: string[];
  fault: (name: string) => string;
  /** What calls did at a node, and how many went on from one to another; null: not shown. */
  calls: (name: string) => { text: string; share: number } | null;
  went: (from: string, to: string) => number | null;
  editable: boolean;
}

export interface Drawing {
  nodes: (CardNode | EndNode)[];
  edges: RouteLine[];
}

/** Where everything stands; it changes only with ways, their words, and places. */
export interface Plan extends Layout {
  edges: Edge[];
  /** The words on each line, by its id. */
  labels: Record<string, string>;
}

const LONGEST_WORD = 18;
const SIZE = 8;

/** The words on a line: those of all its ways. */
function wordsOf(node: Node, { ways }: Edge, words: Sayer): string {
  const all = ways.map((way) => sayWay(node, way, words)).filter(Boolean);
  return all.map((one) => (one.length > LONGEST_WORD ? `${one.slice(0, LONGEST_WORD)}…` : one)).join(' · ');
}

export function labelsOf(graph: Graph, words: Sayer): Record<string, string> {
  return Object.fromEntries(
    edgesOf(graph).map((edge) => [edge.id, wordsOf(graph.nodes[edge.from] as Node, edge, words)]),
  );
}

export function planOf(graph: Graph, labels: Record<string, string>): Plan {
  const edges = edgesOf(graph);
  return { edges, labels, ...layoutOf(graph, edges, labels) };
}

function dataOf(graph: Graph, name: string, begins: Record<string, number>, shown: Shown): CardData {
  const { words, path } = shown;
  const node = graph.nodes[name] as Node;
  const kind = kindOf(node);
  const calls = shown.calls(name);
  return {
    kind,
    kindWord: kindName(kind, words.t),
    title: titleOf(name, node, words),
    text: sayNode(node, words),
    fault: shown.fault(name),
    start: graph.start === name ? shown.start : '',
    lit: path.at(-1) === name ? 'now' : path.includes(name) ? 'passed' : '',
    chosen: shown.chosen === name,
    calls: calls?.text ?? '',
    share: calls?.share ?? 0,
    begins,
    connectable: shown.editable,
  };
}

const target = (height: number): NodeHandle => ({
  type: 'target',
  position: Position.Left,
  x: -SIZE / 2,
  y: height / 2 - SIZE / 2,
  width: SIZE,
  height: SIZE,
});

/** Pairs of nodes that a walk went from one to the other. */
const passed = (path: string[]): Set<string> =>
  new Set(path.slice(1).map((name, nth) => `${path[nth] ?? ''}>${name}`));

function cardOf(graph: Graph, name: string, { edges, spots }: Plan, shown: Shown): CardNode {
  const begins = beginnings(
    edges.filter(({ from }) => from === name),
    spots,
  );
  const sources = Object.entries(begins).map(([id, share]): NodeHandle => ({
    id,
    type: 'source',
    position: Position.Right,
    x: WIDTH - SIZE / 2,
    y: share * HEIGHT - SIZE / 2,
    width: SIZE,
    height: SIZE,
  }));
  return {
    id: name,
    type: 'card',
    position: spots[name] ?? { x: 0, y: 0 },
    width: WIDTH,
    height: HEIGHT,
    measured: { width: WIDTH, height: HEIGHT },
    handles: [target(HEIGHT), ...sources],
    data: dataOf(graph, name, begins, shown),
    draggable: shown.editable,
  };
}

export function drawingOf(graph: Graph, plan: Plan, shown: Shown): Drawing {
  const { edges, spots, routes, labels } = plan;
  const lit = passed(shown.path);
  const cards = Object.keys(graph.nodes).map((name) => cardOf(graph, name, plan, shown));
  const ends = edges
    .filter(({ from, to }) => to === endOf(from))
    .map(({ to }): EndNode => ({
      id: to,
      type: 'end',
      position: spots[to] ?? { x: 0, y: 0 },
      width: END_WIDTH,
      height: END_HEIGHT,
      measured: { width: END_WIDTH, height: END_HEIGHT },
      handles: [target(END_HEIGHT)],
      data: { label: shown.ends },
      draggable: false,
      selectable: false,
    }));
  const lines = edges.map(({ id, from, to }): RouteLine => {
    const went = shown.went(from, to);
    return {
      id,
      type: 'route',
      source: from,
      target: to,
      sourceHandle: id,
      label: [labels[id], went === null ? '' : `(${went})`].filter(Boolean).join(' '),
      className: lit.has(id) ? 'is-lit' : '',
      animated: lit.has(id),
      selectable: false,
      data: { route: routes[id] ?? null },
    };
  });
  return { nodes: [...cards, ...ends], edges: lines };
}
