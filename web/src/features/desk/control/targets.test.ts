import { beforeEach, expect, it } from 'vitest';
import type { DirectoryEntry } from '@/api/directory';
import type { Board, BoardAgent } from '@/api/live';
import { keepRecent, recentOf } from './recent';
import { targetsFor } from './targets';
import type { Dialling } from './verbs';

const agent = (zh: string, en: string, extension: string, state: BoardAgent['state']): BoardAgent => ({
  name: { zh, en },
  number: `1${extension.slice(1)}`,
  extension,
  state,
  reason: '',
  since: 0,
  until: null,
  contact: null,
  queues: [],
  answered: 0,
  talk_µs: 0,
  phone: null,
});
const queue = { answer_seconds: 20, offered: 0, answered: 0, abandoned: 0, answered_in_time: 0, wait_µs: 0 };
const board: Board = {
  day: 0,
  agents: {
    me: agent('林晓', 'Lin Xiao', '8001', 'talking'),
    li: agent('李娜', 'Li Na', '8002', 'talking'),
    zhao: agent('赵敏', 'Zhao Min', '8003', 'ready'),
    chen: agent('陈立', 'Chen Li', '8004', 'signed_out'),
  },
  queues: {
    after: {
      ...queue,
      name: { zh: '售后服务', en: 'After-sales' },
      waiting: { i1: 1, i2: 2 },
      abandoned_in_time: 0,
    },
  },
  calls: {},
  phones: {},
};
const house = {
  groups: [{ id: '600', name: { zh: '前台电话', en: 'Front phones' } }],
  menus: [{ id: 'hotel', name: { zh: '酒店总机', en: 'Hotel' } }],
};
const found = (typed: string, verb: Dialling = 'transfer', recent = recentOf('me')): string[] =>
  targetsFor({ board, me: 'me', verb, typed, recent, house, locale: 'zh-CN' }).map(
    ({ to, group }) => `${group}:${to.kind}:${to.id}`,
  );

beforeEach(() => localStorage.clear());

it('offers colleagues, the free ones first and never oneself, and queues only to transfer to', () => {
  expect(found('')).toEqual([
    'people:agent:zhao',
    'people:agent:li',
    'people:agent:chen',
    'queues:queue:after',
    'groups:group:600',
    'menus:flow:hotel',
  ]);
  const people = ['people:agent:zhao', 'people:agent:li', 'people:agent:chen'];
  expect(found('', 'consult')).toEqual([...people, 'groups:group:600']);
  expect(found('', 'add')).toEqual(people);
});

it('offers the mailbox of a colleague once one types who it is, and only to transfer to', () => {
  expect(found('李')).toEqual(['people:agent:li', 'mailboxes:mailbox:8002']);
  expect(found('李', 'consult')).toEqual(['people:agent:li']);
});

it('finds ring groups and menus by name and number, and offers neither as something else', () => {
  expect(found('600')).toEqual(['groups:group:600']);
  expect(found('前台')).toEqual(['groups:group:600']);
  expect(found('hot')).toEqual(['menus:flow:hotel']);
  const entry = {
    agent: null,
    name: { zh: '前台电话', en: '' },
    department: null,
  } as unknown as DirectoryEntry;
  const directory = [{ ...entry, reach: [{ kind: 'extension' as const, id: '600', number: '600' }] }];
  const asked = { board, me: 'me', verb: 'transfer' as const, typed: '前台', recent: [], house, directory };
  expect(targetsFor({ ...asked, locale: 'zh-CN' }).map(({ group }) => group)).toEqual(['groups']);
});

it.each([
  ['李', 'li'],
  ['lina', 'li'],
  ['ln', 'li'],
  ['zhao', 'zhao'],
  ['8003', 'zhao'],
  ['cl', 'chen'],
])('finds by name, pinyin, its first letters and extension: %s', (typed, id) =>
  expect(found(typed)[0]).toBe(`people:agent:${id}`),
);

it.each([
  ['Zhao Yinuo', 'zyn'],
  ['Lin Xiaoman', 'lxm'],
  ['Zheng Yutong', 'zyt'],
  ['Chen Haoran', 'chr'],
])('finds by the first letters of syllables: %s', (en, typed) => {
  const agents = { one: agent('某人', en, '8005', 'ready') };
  const asked = { board: { ...board, agents, queues: {} }, me: 'me', verb: 'add' as const, recent: [] };
  expect(targetsFor({ ...asked, typed, locale: 'zh-CN' }).map(({ to }) => to.id)).toEqual(['one']);
});

it('offers what is typed as an outside number, and while it is not long as an extension, unless it is somebody’s', () => {
  expect(found('8003', 'consult')).toEqual(['people:agent:zhao']);
  expect(found('8009')).toEqual(['dial:extension:8009', 'dial:number:8009']);
  expect(found('120')).toEqual(['dial:extension:120', 'dial:number:120']);
  expect(found('95588')).toEqual(['dial:extension:95588', 'dial:number:95588']);
  expect(found('138 0013 8000')).toEqual(['dial:number:13800138000']);
  expect(found('12')).toEqual([]);
});

it('puts those called lately first, the last one on top, and keeps no outside number', () => {
  keepRecent('me', { kind: 'queue', id: 'after' });
  keepRecent('me', { kind: 'agent', id: 'chen' });
  keepRecent('me', { kind: 'number', id: '13800138000' });
  expect(found('').slice(0, 3)).toEqual(['recent:agent:chen', 'recent:queue:after', 'people:agent:zhao']);
  expect(JSON.stringify(localStorage)).not.toContain('13800138000');
});
