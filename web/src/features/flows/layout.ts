/** Where nodes are drawn: from left to right in layers, few crossings; moved nodes stay where they were put. Pure. */
import { graphlib, layout as arrange } from '@dagrejs/dagre';
import { waysOf, type Graph, type Way } from './graph';

/** The size of a node's card, in pixels. */
export const WIDTH = 216;
export const HEIGHT = 84;
const END_WIDTH = 72;
const END_HEIGHT = 28;

export interface Spot {
  x: number;
  y: number;
}

/** All ways from one node to one other, drawn as one line. */
export interface Edge {
  id: string;
  from: string;
  /** The node, or the end that is drawn for this one: see `endOf`. */
  to: string;
  ways: Way[];
}

/** What is drawn where ways of a node end. */
export const endOf = (name: string): string => `${name}/end`;

/** The lines of a drawing. A way to a node that is not there is a fault, and drawn as an end. */
export function edgesOf(graph: Graph): Edge[] {
  return Object.entries(graph.nodes).flatMap(([from, node]) => {
    const edges = new Map<string, Edge>();
    for (const way of waysOf(node)) {
      const to = graph.nodes[way.to] ? way.to : endOf(from);
      const edge = edges.get(to) ?? { id: `${from}>${to}`, from, to, ways: [] };
      edges.set(to, { ...edge, ways: [...edge.ways, way] });
    }
    return [...edges.values()];
  });
}

/** The upper left corner of every node and end. */
export function layoutOf(graph: Graph, edges: Edge[]): Record<string, Spot> {
  const drawing = new graphlib.Graph();
  drawing.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 96, edgesep: 12, ranker: 'network-simplex' });
  drawing.setDefaultEdgeLabel(() => ({}));
  const sizes: Record<string, [number, number]> = {};
  for (const name of Object.keys(graph.nodes)) sizes[name] = [WIDTH, HEIGHT];
  for (const { to } of edges) sizes[to] ??= [END_WIDTH, END_HEIGHT];
  for (const [name, [width, height]] of Object.entries(sizes)) drawing.setNode(name, { width, height });
  for (const { from, to } of edges) if (from !== to) drawing.setEdge(from, to);
  arrange(drawing);
  const spots = Object.entries(sizes).map(([name, [width, height]]) => {
    const { x = 0, y = 0 } = drawing.node(name) as { x?: number; y?: number };
    return [name, { x: x - width / 2, y: y - height / 2 }] as const;
  });
  return moved(graph, Object.fromEntries(spots));
}

/** Nodes where somebody put them; an end goes along with its node. */
function moved(graph: Graph, spots: Record<string, Spot>): Record<string, Spot> {
  const next = { ...spots };
  for (const [name, put] of Object.entries(graph.layout ?? {})) {
    const spot = spots[name];
    const [x, y] = Array.isArray(put) ? put : [];
    if (!spot || typeof x !== 'number' || typeof y !== 'number') continue;
    next[name] = { x, y };
    const end = spots[endOf(name)];
    if (end) next[endOf(name)] = { x: end.x + x - spot.x, y: end.y + y - spot.y };
  }
  return next;
}

/** Where on the right side of a node each of its lines begins, from top to bottom: as their goals stand, so that they
 * do not cross. Shares of its height. */
export function beginnings(edges: Edge[], spots: Record<string, Spot>): Record<string, number> {
  const sorted = [...edges].sort((a, b) => (spots[a.to]?.y ?? 0) - (spots[b.to]?.y ?? 0));
  return Object.fromEntries(sorted.map(({ id }, nth) => [id, (nth + 1) / (sorted.length + 1)]));
}
