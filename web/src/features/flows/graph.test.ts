// @vitest-environment node
import { expect, it } from 'vitest';
import { before, graphOf, outlineOf, variablesOf, waysOf, type Graph } from './graph';

const hotel: Graph = {
  start: 'greet',
  nodes: {
    greet: { do: 'play', say: ['greeting.hotel'], next: 'menu' },
    menu: {
      do: 'ask',
      say: ['menu.hotel'],
      choices: { '0': 'desk', '2': 'room', '1': 'desk' },
      otherwise: 'desk',
    },
    room: { do: 'digits', say: ['x'], into: 'room', next: 'desk', otherwise: '' },
    desk: { do: 'enqueue', queue: 'front-desk' },
    lost: { do: 'hang_up', say: [] },
  },
};

it('takes what is no graph for an empty one', () => {
  expect(graphOf({})).toEqual({ start: '', nodes: {} });
  expect(graphOf({ graph: { start: 3, nodes: { a: 'x', b: { do: 'play' } } } })).toEqual({
    start: '',
    nodes: { b: { do: 'play' } },
  });
});

it('finds every way of a node, keys in the order of the keypad', () => {
  const ways = waysOf(hotel.nodes.menu!);
  expect(ways.map(({ mark, to }) => `${mark}>${to}`)).toEqual(['1>desk', '2>room', '0>desk', '>desk']);
  expect(ways[1]?.at).toEqual(['choices', '2']);
});

it('finds the ways of cases and of an agent’s answers, and none of a kind that it does not know', () => {
  const cases = { do: 'condition', cases: [{ when: {}, next: 'a' }, {}], otherwise: 'b' };
  expect(waysOf(cases).map(({ at, to }) => [at.join('.'), to])).toEqual([
    ['cases.0.next', 'a'],
    ['cases.1.next', ''],
    ['otherwise', 'b'],
  ]);
  const lines = { do: 'agent', choices: [{ say: {}, next: 'a' }], next: '' };
  expect(waysOf(lines).map(({ to }) => to)).toEqual(['a', '']);
  expect(waysOf({ do: 'dance', next: 'a' })).toEqual([]);
});

it('lists every node once, below the first that leads to it, and what nothing leads to at the end', () => {
  expect(outlineOf(hotel).map(({ name, depth, reached }) => [name, depth, reached])).toEqual([
    ['greet', 0, true],
    ['menu', 1, true],
    ['desk', 2, true],
    ['room', 2, true],
    ['lost', 0, false],
  ]);
  expect(outlineOf(hotel)[3]?.by).toMatchObject({ node: 'menu', way: { mark: '2' } });
});

it('does not go round for ever', () => {
  const round: Graph = { start: 'a', nodes: { a: { do: 'play', next: 'b' }, b: { do: 'play', next: 'a' } } };
  expect(outlineOf(round).map(({ name }) => name)).toEqual(['a', 'b']);
});

it('knows who leads to a node, and every variable that is kept somewhere', () => {
  expect(before(hotel, 'desk')).toEqual(['menu', 'room']);
  const look = { do: 'look_up', into: { vip: 'level' } };
  expect(
    variablesOf({ ...hotel, variables: { age: { type: 'number' } }, nodes: { ...hotel.nodes, look } }),
  ).toEqual(['age', 'room', 'vip']);
});
