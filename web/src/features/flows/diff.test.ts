// @vitest-environment node
import { expect, it } from 'vitest';
import { nameIn, speakIn } from '@/shared/i18n/texts';
import { graphWords } from '@/shared/flow/words';
import { bodyLines, graphLines, type DiffSayer } from './diff';
import { diffWords } from './diff-words';
import { editWords } from './edit-words';
import { lead, placed, removeNode, renameNode, setField } from './edits';
import type { Graph } from './graph';
import { kindWords } from './kind-words';

const zh: DiffSayer = {
  t: speakIn(kindWords, 'zh-CN'),
  e: speakIn(editWords, 'zh-CN'),
  g: speakIn(graphWords, 'zh-CN'),
  d: speakIn(diffWords, 'zh-CN'),
  prompt: (id) => `“${id}”`,
  known: (_, key) => key,
  name: (name) => nameIn(name, 'zh-CN'),
};

const hotel: Graph = {
  start: 'menu',
  nodes: {
    menu: {
      do: 'menu',
      say: ['menu.hotel'],
      choices: { '1': 'desk' },
      otherwise: 'desk',
      title: { zh: '总菜单', en: '' },
    },
    desk: { do: 'enqueue', queue: 'front-desk' },
  },
};
const lines = (after: Graph): string[] => graphLines(hotel, after, zh);

it('says nothing of what is the same', () => expect(lines(structuredClone(hotel))).toEqual([]));

it('tells ways that came, went and lead elsewhere', () => {
  const more = setField(hotel, 'menu', ['choices', '2'], 'desk');
  expect(lines(more)).toEqual(['“总菜单”增加“2”，通往“desk”']);
  expect(graphLines(more, hotel, zh)).toEqual(['“总菜单”去掉“2”']);
  expect(lines(lead(hotel, 'menu', { at: ['otherwise'] }, ''))).toEqual([
    '“总菜单”的“都不行时”：desk → 结束通话',
  ]);
});

it('tells nodes that came and went, and fields with what they say', () => {
  expect(lines(removeNode(hotel, 'desk'))).toContain('去掉节点“desk”（进队列）');
  expect(lines(renameNode(hotel, 'desk', 'front'))).toContain('增加节点“front”（进队列）');
  expect(lines(setField(hotel, 'menu', ['say'], ['a', 'music']))).toEqual([
    '“总菜单”的播放内容：“menu.hotel” → “a” 音乐',
  ]);
  expect(lines(setField(hotel, 'desk', ['priority'], 3))).toEqual(['“desk”的优先级（1 最先）：无 → 3']);
});

it('tells cases that changed inside, the start, variables, tests and places', () => {
  const was: Graph = { start: 'if', nodes: { if: { do: 'condition', cases: [{ when: 1, next: '' }] } } };
  const is = setField(was, 'if', ['cases', 0, 'when'], 2);
  expect(graphLines(was, is, zh)).toEqual(['“if”的条件有改动']);
  expect(lines({ ...hotel, start: 'desk' })).toEqual(['改从“desk”开始']);
  expect(lines({ ...hotel, variables: { room: { type: 'text' } } })).toEqual(['增加变量“room”']);
  expect(lines({ ...hotel, tests: [{ name: '一', does: [] }] })).toEqual(['增加测试“一”']);
  expect(lines(placed(hotel, { menu: [0, 0] }))).toEqual(['图上的位置有改动']);
});

it('tells the name of the flow', () => {
  const [before, after] = ['总机', '前台'].map((name) => ({ name: { zh: name, en: '' }, graph: hotel }));
  expect(bodyLines(before!, after!, zh)).toEqual(['名称：总机 → 前台']);
});
