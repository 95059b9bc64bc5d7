/** Where nodes are drawn: from left to right in layers, few crossings; moved nodes stay where they were put. Pure. */
import { graphlib, layout as arrange } from '@dagrejs/dagre';
import { waysOf, type Graph, type Way } from './graph';

/** The size of a node's card and of an end, in pixels. */
export const WIDTH = 216;
export const HEIGHT = 84;
export const END_WIDTH = 64;
export const END_HEIGHT = 28;
/** A line of words: its height, and the width of a letter; Chinese ones are twice as wide. */
const LINE = 18;
const LETTER = 7;

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

/** A line's way around other nodes, without where it begins and ends, and where its words stand. */
export interface Route {
  points: Spot[];
  words: Spot;
}

export interface Layout {
  /** The upper left corner of every node and end. */
  spots: Record<string, Spot>;
  /** By the id of the line; none for lines that go back, and for those of nodes that were moved. */
  routes: Record<string, Route>;
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

const widthOf = (words: string): number =>
  [...words].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 * LETTER : LETTER), 0);

function sizesOf(graph: Graph, edges: Edge[]): Sizes {
  const sizes: Sizes = {};
  for (const name of Object.keys(graph.nodes)) sizes[name] = [WIDTH, HEIGHT];
  for (const { to } of edges) sizes[to] ??= [END_WIDTH, END_HEIGHT];
  return sizes;
}

type Drawing = graphlib.Graph;
type Sizes = Record<string, [number, number]>;

const onto = (name: string, drawing: Drawing): Spot => {
  const { x, y } = drawing.node(name) as unknown as Partial<Spot>;
  return { x: x ?? 0, y: y ?? 0 };
};

function spotsOf(drawing: Drawing, sizes: Sizes): Record<string, Spot> {
  return Object.fromEntries(
    Object.entries(sizes).map(([name, [width, height]]) => {
      const { x, y } = onto(name, drawing);
      return [name, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}

/** The ways of lines that go from left to right. */
function routesOf(drawing: Drawing, edges: Edge[], spots: Record<string, Spot>): Record<string, Route> {
  const forth = edges.filter(({ from, to }) => (spots[to]?.x ?? 0) > (spots[from]?.x ?? 0) + WIDTH);
  return Object.fromEntries(
    forth.map(({ id, from, to }) => {
      const { points = [], x = 0, y = 0 } = drawing.edge(from, to) as unknown as Partial<Spot & Route>;
      return [id, { points: points.slice(1, -1), words: { x, y } }];
    }),
  );
}

/** `words`: those on a line, by its id; lines are given room for them. */
export function layoutOf(graph: Graph, edges: Edge[], words: Record<string, string> = {}): Layout {
  const drawing = new graphlib.Graph();
  drawing.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 40, edgesep: 16 });
  const sizes = sizesOf(graph, edges);
  for (const [name, [width, height]] of Object.entries(sizes)) drawing.setNode(name, { width, height });
  for (const { id, from, to } of edges.filter((edge) => edge.from !== edge.to))
    drawing.setEdge(from, to, { width: widthOf(words[id] ?? '') + 12, height: LINE, labelpos: 'c' });
  arrange(drawing);
  const spots = spotsOf(drawing, sizes);
  const found = { spots, routes: routesOf(drawing, edges, spots) };
  return moved(graph, edges, isUpsideDown(edges, spots) ? mirrored(found, sizes) : found);
}

/** Do the ways of nodes rather go up from the first to the last? */
function isUpsideDown(edges: Edge[], spots: Record<string, Spot>): boolean {
  const steps = edges.slice(1).map((edge, nth) => {
    const before = edges[nth] as Edge;
    return before.from === edge.from ? (spots[edge.to]?.y ?? 0) - (spots[before.to]?.y ?? 0) : 0;
  });
  return steps.filter((step) => step < 0).length > steps.filter((step) => step > 0).length;
}

/** The same the other way up: the first key of a menu leads to what stands at the top. */
function mirrored({ spots, routes }: Layout, sizes: Sizes): Layout {
  const over = ({ x, y }: Spot): Spot => ({ x, y: -y });
  return {
    spots: Object.fromEntries(
      Object.entries(spots).map(([name, { x, y }]) => [name, { x, y: -y - (sizes[name]?.[1] ?? 0) }]),
    ),
    routes: Object.fromEntries(
      Object.entries(routes).map(([id, { points, words }]) => [
        id,
        { points: points.map(over), words: over(words) },
      ]),
    ),
  };
}

/** Nodes where somebody put them; an end goes along with its node. */
function moved(graph: Graph, edges: Edge[], { spots, routes }: Layout): Layout {
  const next = { ...spots };
  for (const [name, put] of Object.entries(graph.layout ?? {})) {
    const spot = spots[name];
    const [x, y] = Array.isArray(put) ? put : [];
    if (!spot || typeof x !== 'number' || typeof y !== 'number') continue;
    next[name] = { x, y };
    const end = spots[endOf(name)];
    if (end) next[endOf(name)] = { x: end.x + x - spot.x, y: end.y + y - spot.y };
  }
  const still = edges.filter(({ from, to }) => next[from] === spots[from] && next[to] === spots[to]);
  const kept = still.flatMap(({ id }) => (routes[id] ? [[id, routes[id]] as const] : []));
  return { spots: next, routes: Object.fromEntries(kept) };
}

/** Where on the right side of a node each of its lines begins, from top to bottom: as their goals stand, so that they
 * do not cross. Shares of its height. */
export function beginnings(edges: Edge[], spots: Record<string, Spot>): Record<string, number> {
  const sorted = [...edges].sort((a, b) => (spots[a.to]?.y ?? 0) - (spots[b.to]?.y ?? 0));
  return Object.fromEntries(sorted.map(({ id }, nth) => [id, (nth + 1) / (sorted.length + 1)]));
}

/** A smooth line through these, level at each of them; an SVG path. */
export function pathThrough([first, ...rest]: Spot[]): string {
  if (!first) return '';
  let at = first;
  let path = `M ${at.x} ${at.y}`;
  for (const to of rest) {
    const middle = (at.x + to.x) / 2;
    path += ` C ${middle} ${at.y}, ${middle} ${to.y}, ${to.x} ${to.y}`;
    at = to;
  }
  return path;
}
