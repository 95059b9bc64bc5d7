/** Every field of every kind of node has a control in its form, and what it writes is what the walk reads. */
import { fireEvent, screen, within } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { speakIn } from '@/shared/i18n/texts';
import { graphWords } from '@/shared/flow/words';
import { draw, pretendServer } from '../../../test/page';
import { setField } from './edits';
import { editWords } from './edit-words';
import { EditingContext, type Editing } from './editing';
import type { Graph, Node } from './graph';
import { kindWords } from './kind-words';
import { KINDS } from './kinds';
import { NodeForm } from './NodeForm';
import { fieldName } from './say';

interface GoldenKind {
  on: string[];
  fields: { name: string; type: string; of: string[] }[];
}
const golden = JSON.parse(
  readFileSync(`${process.cwd()}/../tests/golden/flows/kinds.json`, 'utf8'),
) as Record<string, GoldenKind>;

const t = speakIn(kindWords, 'zh-CN');
const words = {
  t,
  e: speakIn(editWords, 'zh-CN'),
  g: speakIn(graphWords, 'zh-CN'),
  prompt: (id: string) => id,
  known: (_: string, key: string) => key,
  name: () => '',
};
let graph: Graph;

const remember = (next: Graph): Graph => (graph = next);

/** The form of one node, whose changes are kept. */
function Form({ node }: { node: Node }) {
  const [now, setNow] = useState<Graph>({ start: 'it', nodes: { it: node, there: { do: 'hang_up' } } });
  const editing: Editing = {
    graph: now,
    change: (next) => setNow(remember(next)),
    set: (name, at, value) => setNow(remember(setField(now, name, at, value))),
    add: vi.fn(),
    remove: vi.fn(),
    chosen: 'it',
    choose: vi.fn(),
    problems: [],
    disabled: false,
    words,
    choices: () => [{ value: 'a', label: 'A' }],
  };
  return (
    <EditingContext value={editing}>
      <NodeForm name="it" node={now.nodes.it!} />
    </EditingContext>
  );
}

beforeEach(() => {
  pretendServer(() => ({ status: 200, body: { items: [], shipped: [], nothing: '', speaks: false } }));
});
afterEach(() => vi.unstubAllGlobals());

const CONTROLS = 'input:not([disabled]), textarea:not([disabled]), button:not([disabled])';

/** Something to change it by, within what carries its name. */
function hasControl(label: string): boolean {
  const named = screen.queryAllByText(label, { selector: 'legend, label' });
  return named.some((one) => one.parentElement?.querySelector(CONTROLS));
}

it('knows every kind that there is, and no other', () => {
  expect(Object.keys(KINDS).sort()).toEqual(Object.keys(golden).sort());
});

it.each(Object.entries(golden))('has a control for every field of %s', (kind, { fields }) => {
  draw(<Form node={{ do: kind }} />);
  const specs = KINDS[kind]!.fields;
  for (const { name } of fields) {
    const own = specs.find((spec) => spec.name === name) ?? specs.find((spec) => spec.also?.includes(name));
    expect(own, `${kind}.${name}`).toBeTruthy();
    expect(hasControl(fieldName(own!, t)), `${kind}.${name}`).toBe(true);
  }
});

it.each(Object.entries(golden))('offers for %s exactly what it may be', (kind, { fields }) => {
  for (const { name, type, of } of fields)
    if (type === 'option' || type === 'to')
      expect(KINDS[kind]!.fields.find((spec) => spec.name === name)?.options).toEqual(of);
});

const field = (label: string): HTMLElement => screen.getByRole('combobox', { name: label });
const write = (label: string, text: string): void =>
  void fireEvent.change(field(label), { target: { value: text } });
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
function addRow(label: string, name: string, how = '加一行'): void {
  const box = screen.queryByRole('textbox', { name: `${label} 名称` }) ?? field(`${label} 名称`);
  fireEvent.change(box, { target: { value: name } });
  press(`${label} ${how}`);
}

it('edits the phrases of a menu beside its keys', () => {
  draw(<Form node={{ do: 'menu', choices: { '1': 'there' } }} />);
  const said = screen.getByRole('textbox', { name: '1 键 也可以说（中文）' });
  fireEvent.change(said, { target: { value: '投诉，意见' } });
  fireEvent.blur(said);
  expect(graph.nodes.it).toMatchObject({ phrases: { '1': { zh: ['投诉', '意见'] } } });
});

it('edits a condition with groups in groups', () => {
  const when = { all: [{ value: 'a', equals: 1 }, { not: { any: [{ value: 'b', empty: true }] } }] };
  draw(<Form node={{ do: 'condition', cases: [{ when, next: 'there' }], otherwise: 'there' }} />);
  const inner = screen.getByRole('group', { name: '情形 1 第 2 组' });
  fireEvent.click(within(inner).getByRole('button', { name: '加一个条件' }));
  expect(graph.nodes.it).toMatchObject({
    cases: [
      {
        when: {
          all: [
            { value: 'a', equals: 1 },
            {
              not: {
                any: [
                  { value: 'b', empty: true },
                  { value: 'call.number', equals: '' },
                ],
              },
            },
          ],
        },
      },
    ],
  });
  fireEvent.click(within(inner).getByRole('button', { name: '加一组条件' }));
  expect(screen.getByRole('group', { name: '情形 1 第 2 组 第 3 组' })).toBeTruthy();
  press('去掉 情形 1 第 2 组');
  write('情形 1 值', '{room}');
  expect(graph.nodes.it).toMatchObject({ cases: [{ when: { value: 'a', equals: { value: 'room' } } }] });
});

it('writes a condition anew where it cannot be read', () => {
  draw(<Form node={{ do: 'condition', cases: [{ when: { maybe: 1 }, next: 'there' }] }} />);
  press('从头写');
  expect(graph.nodes.it).toMatchObject({ cases: [{ when: { value: 'call.number', equals: '' } }] });
});

it('sets values, and declares the variables that it sets', () => {
  draw(<Form node={{ do: 'set' }} />);
  addRow('设定的值', 'room');
  write('设定的值 room', '{call.number}');
  expect(graph.nodes.it).toEqual({ do: 'set', values: { room: { value: 'call.number' } } });
  expect(graph.variables).toEqual({ room: { type: 'text' } });
  press('去掉 设定的值 room');
  expect(graph.nodes.it).toEqual({ do: 'set' });
});

it('keeps what a look-up finds in variables', () => {
  draw(<Form node={{ do: 'look_up', what: 'customer' }} />);
  addRow('变量和字段', 'who');
  write('变量和字段 who', 'name');
  expect(graph.nodes.it).toEqual({ do: 'look_up', what: 'customer', into: { who: 'name' } });
  expect(graph.variables).toEqual({ who: { type: 'text' } });
});

it('writes the headers of a web request, and a body with groups and lists', () => {
  draw(<Form node={{ do: 'web', method: 'POST', url: 'https://a.example/' }} />);
  addRow('请求头', 'X-Count');
  write('请求头 X-Count', '12');
  addRow('内容', 'guest', '加一组');
  addRow('内容 guest', 'room');
  write('内容 guest room', '808');
  addRow('内容 guest', 'beds', '加一列');
  press('内容 guest beds 加一项');
  write('内容 guest beds 1', '{call.number}');
  expect(graph.nodes.it).toMatchObject({
    headers: { 'X-Count': '12' },
    body: { guest: { room: 808, beds: [{ value: 'call.number' }] } },
  });
});
