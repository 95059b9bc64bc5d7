// @vitest-environment node
import { expect, it } from 'vitest';
import type { Graph } from './graph';
import { beginnings, edgesOf, endOf, HEIGHT, layoutOf, pathThrough, WIDTH } from './layout';

const menu: Graph = {
  start: 'greet',
  nodes: {
    greet: { do: 'play', say: [], next: 'menu' },
    menu: {
      do: 'menu',
      choices: { '1': 'a', '2': 'b', '3': 'c', '9': 'menu', '0': 'a' },
      otherwise: 'nowhere',
    },
    a: { do: 'enqueue', queue: 'a', next: '' },
    b: { do: 'enqueue', queue: 'b', next: 'greet' },
    c: { do: 'hang_up', say: [] },
  },
};

const large = (many: number): Graph => ({
  start: 'n0',
  nodes: Object.fromEntries(
    Array.from({ length: many }, (_, nth) => [
      `n${nth}`,
      {
        do: 'menu',
        choices: { '1': `n${nth * 2 + 1}`, '2': `n${nth * 2 + 2}` },
        otherwise: `n${(nth * 7) % many}`,
      },
    ]),
  ),
});

it('draws ways between the same two nodes as one line, and what leads nowhere as an end', () => {
  const lines = edgesOf(menu).map(
    ({ from, to, ways }) => `${from}>${to} ${ways.map(({ mark }) => mark).join('')}`,
  );
  expect(lines).toContain('menu>a 10');
  expect(lines).toContain(`menu>${endOf('menu')} `);
  expect(lines).toContain(`a>${endOf('a')} `);
  expect(lines.filter((one) => one.startsWith('c>'))).toEqual([]);
});

it.each([[menu], [large(40)]])('puts no two nodes over each other', (graph) => {
  const { spots } = layoutOf(graph, edgesOf(graph));
  const cards = Object.keys(graph.nodes).map((name) => spots[name]!);
  for (const [nth, one] of cards.entries())
    for (const other of cards.slice(nth + 1))
      expect(Math.abs(one.x - other.x) >= WIDTH || Math.abs(one.y - other.y) >= HEIGHT).toBe(true);
});

it('puts what the first key leads to above what the last one does', () => {
  const { spots } = layoutOf(menu, edgesOf(menu));
  expect(spots.a!.y).toBeLessThan(spots.b!.y);
  expect(spots.b!.y).toBeLessThan(spots.c!.y);
});

it('goes from left to right, circles aside', () => {
  const { spots } = layoutOf(menu, edgesOf(menu));
  expect(spots.greet!.x).toBeLessThan(spots.menu!.x);
  for (const name of ['a', 'b', 'c']) expect(spots[name]!.x).toBeGreaterThan(spots.menu!.x);
});

it('leaves nodes where somebody put them, with their ends beside them', () => {
  const { spots } = layoutOf(menu, edgesOf(menu));
  const { spots: put, routes } = layoutOf(
    { ...menu, layout: { a: [1000, -50], gone: [0, 0] } },
    edgesOf(menu),
  );
  expect(put.a).toEqual({ x: 1000, y: -50 });
  expect(put.b).toEqual(spots.b);
  expect(routes['menu>b']).toBeDefined();
  expect(routes['menu>a']).toBeUndefined();
  expect(put[endOf('a')]!.x - put.a!.x).toBeCloseTo(spots[endOf('a')]!.x - spots.a!.x);
});

it('begins lines in the order of where they lead', () => {
  const edges = edgesOf(menu).filter(({ from }) => from === 'menu');
  const spots = Object.fromEntries(edges.map(({ to }, nth) => [to, { x: 0, y: -nth }]));
  const begins = edges.map(({ id }) => beginnings(edges, spots)[id]!);
  expect([...begins].sort((one, other) => other - one)).toEqual(begins);
});

it('gives lines room for their words, and leaves those that go back to themselves', () => {
  const edges = edgesOf(menu);
  const plain = layoutOf(menu, edges);
  const worded = layoutOf(menu, edges, { 'greet>menu': '一个很长很长很长很长的条件' });
  expect(worded.spots.menu!.x).toBeGreaterThan(plain.spots.menu!.x + 100);
  expect(plain.routes['b>greet']).toBeUndefined();
  expect(plain.routes['menu>menu']).toBeUndefined();
});

it('draws a line through all its points', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 20 },
    { x: 30, y: 20 },
  ];
  expect(pathThrough(points)).toBe('M 0 0 C 5 0, 5 20, 10 20 C 20 20, 20 20, 30 20');
  expect(pathThrough([])).toBe('');
});
