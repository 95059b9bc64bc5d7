// @vitest-environment node
import { expect, it } from 'vitest';
import {
  addNode,
  copyNode,
  declared,
  fresh,
  lead,
  placed,
  removeNode,
  renameNode,
  setAt,
  setField,
} from './edits';
import { waysOf, type Graph } from './graph';

const hotel: Graph = {
  start: 'greet',
  nodes: {
    greet: { do: 'play', say: ['greeting.hotel'], next: 'menu' },
    menu: { do: 'menu', say: ['menu.hotel'], choices: { '1': 'desk', '2': 'desk' }, otherwise: 'desk' },
    desk: { do: 'enqueue', queue: 'front-desk', next: 'bye' },
    bye: { do: 'hang_up', say: [] },
  },
  layout: { desk: [1, 2] },
  tests: [{ name: 't', does: ['press 1'], given: { found: { desk: null } }, ends: { node: 'desk' } }],
};

it('sets what stands deep inside, keeps the order of keys, and changes nothing in place', () => {
  const one = { a: [{ b: 1 }, { b: 2 }], c: 3 };
  expect(setAt(one, ['a', 1, 'b'], 5)).toEqual({ a: [{ b: 1 }, { b: 5 }], c: 3 });
  expect(Object.keys(setAt(one, ['a'], 1) as object)).toEqual(['a', 'c']);
  expect(setAt(one, ['c'], undefined)).toEqual({ a: one.a });
  expect(setAt(undefined, ['x', 'y'], 1)).toEqual({ x: { y: 1 } });
  expect(one).toEqual({ a: [{ b: 1 }, { b: 2 }], c: 3 });
});

it('leads one way elsewhere', () => {
  const next = lead(hotel, 'menu', { at: ['choices', '2'] }, 'bye');
  expect(next.nodes.menu).toMatchObject({ choices: { '1': 'desk', '2': 'bye' }, otherwise: 'desk' });
  expect(setField(hotel, 'nowhere', ['say'], [])).toBe(hotel);
});

it('puts a new node into a way, which it leads on', () => {
  const way = waysOf(hotel.nodes.greet!)[0]!;
  const { graph, name } = addNode(hotel, { kind: 'play', from: { node: 'greet', way } });
  expect(name).toBe('play');
  expect(graph.nodes.greet?.next).toBe('play');
  expect(graph.nodes.play?.next).toBe('menu');
});

it('gives new nodes free names, and begins an empty graph with the first', () => {
  const empty: Graph = { start: '', nodes: {} };
  const first = addNode(empty, { kind: 'menu' });
  expect(first.graph.start).toBe('menu');
  expect(addNode(first.graph, { kind: 'menu' }).name).toBe('menu-2');
  expect(fresh('menu')).toEqual({ do: 'menu', say: [], choices: {}, otherwise: '' });
});

it('takes a node away and closes the gap where it had one way on', () => {
  const next = removeNode(hotel, 'desk');
  expect(next.nodes.menu).toMatchObject({ choices: { '1': 'bye', '2': 'bye' }, otherwise: 'bye' });
  expect(next.layout).toEqual({});
  expect(Object.keys(next.nodes)).not.toContain('desk');
});

it('ends the ways to a node that is gone and led several ways', () => {
  const forked = lead(hotel, 'menu', { at: ['choices', '2'] }, 'bye');
  expect(removeNode(forked, 'menu').nodes.greet?.next).toBe('');
  expect(removeNode(hotel, 'greet').start).toBe('menu');
});

it('renames a node everywhere: ways, start, places, tests', () => {
  const next = renameNode(hotel, 'desk', 'reception');
  expect(Object.keys(next.nodes)).toEqual(['greet', 'menu', 'reception', 'bye']);
  expect(next.nodes.menu).toMatchObject({ choices: { '1': 'reception' }, otherwise: 'reception' });
  expect(next.layout).toEqual({ reception: [1, 2] });
  expect(next.tests?.[0]).toMatchObject({
    given: { found: { reception: null } },
    ends: { node: 'reception' },
  });
  expect(renameNode(hotel, 'greet', 'hello').start).toBe('hello');
});

it('does not rename to a name that is taken or is none', () => {
  for (const name of ['menu', '', 'two words', '-x']) expect(renameNode(hotel, 'desk', name)).toBe(hotel);
});

it('copies a node without ways to the copy', () => {
  const { graph, name } = copyNode(hotel, 'desk');
  expect([name, graph.nodes[name]]).toEqual(['desk-2', hotel.nodes.desk]);
});

it('keeps where nodes were put, and forgets it', () => {
  expect(placed(hotel, { bye: [5, 6] }).layout).toEqual({ desk: [1, 2], bye: [5, 6] });
  expect('layout' in placed(hotel, null)).toBe(false);
});

it('declares a variable once, under a name that may be one', () => {
  const next = declared(hotel, 'room', 'digits');
  expect(next.variables).toEqual({ room: { type: 'digits' } });
  expect(declared(next, 'room', 'text')).toBe(next);
  expect(declared(hotel, 'call.number', 'text')).toBe(hotel);
});
