// @vitest-environment node
import { expect, it } from 'vitest';
import { speakIn } from '@/shared/i18n/texts';
import type { Graph } from '../graph';
import { didOf, endsOf, mayDo, sayDid, supposed, testOf, tidy, writtenOf } from './does';
import { walkWords } from './walk-words';

const zh = speakIn(walkWords, 'zh-CN');

it.each(['press 2', 'say 我要 投诉', 'silence', 'finish', 'no_answer'])('reads and writes %s', (written) => {
  expect(writtenOf(didOf(written))).toBe(written);
});

it('takes other words for something said, and says what was done', () => {
  expect(didOf('投诉')).toEqual({ verb: 'say', what: '投诉' });
  expect(['press 12', 'say 投诉', 'silence'].map((one) => sayDid(one, zh))).toEqual([
    '按 12',
    '说“投诉”',
    '没有出声',
  ]);
});

it('knows where a walk ended', () => {
  expect(endsOf({ dial: { extension: '8001' } })).toEqual({ how: 'dial', what: '8001' });
  expect(endsOf({ hang_up: true })).toEqual({ how: 'hang_up', what: '' });
  expect(endsOf({})).toBeNull();
});

it('offers what the node waits for, and nothing once it is over', () => {
  expect(mayDo({ do: 'ask' }, { node: 'menu' })).toEqual(['press', 'say', 'silence']);
  expect(mayDo({ do: 'dial' }, { dial: {} })).toContain('busy');
  expect(mayDo({ do: 'menu' }, { hang_up: true })).toEqual([]);
});

it('finds what has to be supposed', () => {
  const graph: Graph = {
    start: 'a',
    nodes: {
      a: { do: 'hours', calendar: 'office', open: 'b', closed: 'c' },
      b: { do: 'hours', calendar: 'office' },
      c: { do: 'web', url: 'https://x' },
    },
  };
  expect(supposed(graph).calendars).toEqual(['office']);
  expect(supposed(graph).lookUps.map(([name]) => name)).toEqual(['c']);
});

it('keeps a walk as a test that asks for what was heard and where it ended', () => {
  const came = { heard: ['greeting', 'silence:500', '=12', 'menu'], ended: { queue: 'desk' } };
  expect(testOf('一', { number: '', open: {} }, ['press 1'], came)).toEqual({
    name: '一',
    does: ['press 1'],
    heard: ['greeting', 'menu'],
    ends: { queue: 'desk' },
  });
  expect(tidy({ number: '138', open: { office: false } })).toEqual({
    number: '138',
    open: { office: false },
  });
});
