// @vitest-environment node
import { expect, it } from 'vitest';
import {
  addAfter,
  declared,
  graphOf,
  inOrder,
  listOf,
  partsOf,
  takeOut,
  withVariable,
  type Graph,
} from './draft';

const words = (zh: string) => ({ zh, en: zh });
const graph: Graph = {
  start: 'how',
  nodes: {
    how: {
      do: 'condition',
      cases: [{ when: { value: 'rings', above: 3 }, next: 'sorry' }],
      otherwise: 'hello',
    },
    hello: { do: 'agent', line: words('您好'), choices: [{ say: words('好'), next: 'bye' }] },
    sorry: { do: 'agent', line: words('抱歉'), next: 'hello' },
    bye: { do: 'agent', line: words('再见') },
    lost: { do: 'agent', line: words('没人来') },
  },
};

it('begins with one empty line, or with four named parts', () => {
  expect(Object.keys(graphOf({}).nodes)).toEqual(['line1']);
  expect(partsOf({}).map(({ name }) => name.zh)).toEqual(['微笑', '快捷', '诚恳', '满意']);
  expect(partsOf({ parts: [{ name: words('一'), line: words('二') }] })[0]?.line.zh).toBe('二');
});

it('lists steps as they are met, those that nothing leads to last', () => {
  expect(inOrder(graph)).toEqual(['how', 'sorry', 'hello', 'bye', 'lost']);
});

it('puts a new step between another one and where that went on', () => {
  const [after, name] = addAfter(graph, 'sorry', 'agent');
  expect(after.nodes.sorry?.next).toBe(name);
  expect(after.nodes[name]?.next).toBe('hello');
  const [decided, when] = addAfter(graph, 'how', 'condition');
  expect(decided.nodes.how?.otherwise).toBe(when);
  expect(decided.nodes[when]?.otherwise).toBe('hello');
  expect(graph.nodes.sorry?.next).toBe('hello');
});

it('leads past a step that is taken out, from wherever one came to it', () => {
  const after = takeOut(graph, 'sorry');
  expect(after.nodes.how?.cases?.[0]?.next).toBe('hello');
  const last = takeOut(graph, 'bye');
  expect(last.nodes.hello?.choices?.[0]).toEqual({ say: words('好') });
  expect(takeOut(graph, 'how').start).toBe('hello');
});

it('never takes the only step out', () => {
  const one = graphOf({});
  expect(takeOut(one, 'line1')).toBe(one);
});

it('adds steps that the agent does not see, and leads past them again', () => {
  const [looked, look] = addAfter(graph, 'sorry', 'look_up');
  expect(looked.nodes[look]).toMatchObject({ found: 'hello', missing: 'hello', failed: 'hello' });
  expect(takeOut(looked, 'hello').nodes[look]).not.toHaveProperty('missing');
  expect(takeOut(looked, look).nodes.sorry?.next).toBe('hello');
  expect(inOrder({ ...looked, start: look })[1]).toBe('hello');
  const [ended, end] = addAfter(graph, 'sorry', 'hang_up');
  expect(ended.nodes[end]).toEqual({ do: 'hang_up' });
  const [after] = addAfter(ended, end, 'agent');
  expect(after.nodes[end]).toEqual({ do: 'hang_up' });
});

it('declares a variable once, and forgets it', () => {
  const made = declared(declared(graph, 'room'), 'Not a name');
  expect(made.variables).toEqual({ room: { type: 'text' } });
  expect(declared(made, 'room')).toBe(made);
  expect(withVariable(made, 'room', undefined)).not.toHaveProperty('variables');
});

it('reads keywords however they are parted', () => {
  expect(listOf('投诉，不满、生气, 投诉')).toEqual(['投诉', '不满', '生气']);
  expect(listOf('not happy, angry')).toEqual(['not happy', 'angry']);
});
