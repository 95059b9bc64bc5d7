// @vitest-environment node
import { expect, it } from 'vitest';
import { addAfter, graphOf, inOrder, listOf, partsOf, simpleOf, takeOut, whenOf, type Graph } from './draft';

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

it('reads a condition over one variable and keeps what is more', () => {
  expect(simpleOf({ value: 'rings', above: 3 })).toEqual({ value: 'rings', how: 'above', to: '3' });
  expect(whenOf({ value: 'rings', how: 'above', to: '3' })).toEqual({ value: 'rings', above: 3 });
  expect(whenOf({ value: 'transferred', how: 'equals', to: 'true' })).toEqual({
    value: 'transferred',
    equals: true,
  });
  expect(whenOf({ value: 'type', how: 'starts', to: 'complaint' })).toEqual({
    value: 'type',
    starts: 'complaint',
  });
  expect(simpleOf({ all: [] })).toBeNull();
  expect(simpleOf({ value: 'mood', in: ['angry'] })).toBeNull();
});

it('reads keywords however they are parted', () => {
  expect(listOf('投诉，不满、生气, 投诉')).toEqual(['投诉', '不满', '生气']);
  expect(listOf('not happy, angry')).toEqual(['not happy', 'angry']);
});
