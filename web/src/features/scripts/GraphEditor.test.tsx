/** Every field of every step that a script may have has a control. */
import { fireEvent, screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { Vocabulary } from '@/api/scripts';
import { draw } from '../../../test/page';
import { STEPS, type Graph, type Node } from './draft';
import { GraphEditor } from './GraphEditor';

interface GoldenKind {
  script: boolean;
  fields: { name: string; type: string }[];
}
const golden = Object.entries(
  JSON.parse(readFileSync(`${process.cwd()}/../tests/golden/flows/kinds.json`, 'utf8')) as Record<
    string,
    GoldenKind
  >,
).filter(([, { script }]) => script);

const vocabulary = { scenes: [], line_variables: [], moods: [] } as unknown as Vocabulary;
let graph: Graph;

const remember = (next: Graph): Graph => (graph = next);

function Editor({ from }: { from: Graph }) {
  const [now, setNow] = useState(from);
  return (
    <GraphEditor graph={now} vocabulary={vocabulary} faults={[]} change={(next) => setNow(remember(next))} />
  );
}
const edit = (node: Node): void =>
  void draw(<Editor from={{ start: 'it', nodes: { it: node, there: { do: 'hang_up' } } }} />);

/** What carries each field. Nothing is played at a desk, so a script's end says nothing. */
const CONTROLS: Record<string, Record<string, RegExp>> = {
  agent: { line: /^要说的话 中文$/, hint: /^提示（可不填） 中文$/, choices: /加一个回答/, next: /^然后$/ },
  condition: { cases: /加一种情况/, otherwise: /^否则$/ },
  set: { values: /^设定的值 名称$/, language: /^客户语言$/, next: /^然后$/ },
  look_up: {
    what: /^查什么$/,
    by: /^按什么查$/,
    into: /^变量和字段 名称$/,
    seconds: /^最长秒数$/,
    found: /^查到后$/,
    missing: /^查不到$/,
    failed: /^查询失败$/,
  },
  hang_up: {},
};

it('knows every step that a script may have, and no other', () => {
  expect(Object.keys(STEPS).sort()).toEqual(golden.map(([kind]) => kind).sort());
});

it.each(golden)('has a control for every field of %s', (kind, { fields }) => {
  edit({ do: kind });
  for (const { name, type } of fields) {
    if (type === 'say') continue;
    const label = CONTROLS[kind]?.[name];
    expect(label, `${kind}.${name}`).toBeTruthy();
    const found = [
      ...screen.queryAllByLabelText(label!),
      ...screen.queryAllByRole('button', { name: label! }),
    ];
    expect(found.length, `${kind}.${name}`).toBeGreaterThan(0);
  }
});

const write = (label: string, text: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

it('sets a variable and declares it', () => {
  edit({ do: 'set', values: {} });
  write('设定的值 名称', 'room');
  press('设定的值 加一行');
  write('设定的值 room', '{call.number}');
  expect(graph.nodes.it).toMatchObject({ values: { room: { value: 'call.number' } } });
  expect(graph.variables).toEqual({ room: { type: 'text' } });
});

it('nests conditions', () => {
  edit({ do: 'condition', cases: [{ when: { value: 'rings', above: 3 } }] });
  press('加一组条件');
  expect(graph.nodes.it).toMatchObject({
    cases: [{ when: { all: [{ value: 'rings', above: 3 }, { any: [{ value: 'call.number' }] }] } }],
  });
});

it('keeps what a look-up finds', () => {
  edit({ do: 'look_up', what: 'customer', into: {} });
  write('变量和字段 名称', 'who');
  press('变量和字段 加一行');
  write('变量和字段 who', 'name');
  write('最长秒数', '5');
  expect(graph.nodes.it).toMatchObject({ into: { who: 'name' }, seconds: 5 });
});
