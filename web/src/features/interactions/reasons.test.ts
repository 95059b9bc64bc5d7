// @vitest-environment node
import { expect, it } from 'vitest';
import type { Decision } from '@/api/types';
import { speakIn } from '@/shared/i18n/texts';
import { sentencesOf } from './reasons';
import { reasonWords } from './reasons-words';

const names = { agent: (id: string) => (id === 'a1' ? '林小满' : ''), queue: () => '前台' };
const at = '2026-11-22T00:00:00Z';
const zh = speakIn(reasonWords, 'zh-CN');

const decisions: Decision[] = [
  {
    at,
    plan: 1,
    told: { kind: 'Arrived', contact: { queue: 'front', priority: 5 } },
    answers: [
      {
        kind: 'Offer',
        contact: 'i1',
        agent: 'a1',
        reason: {
          strategy: 'longest_idle',
          by: 'contact',
          idle_seconds: 8.4,
          waited_seconds: 0.2,
          position: 1,
          candidates: 3,
          why_not: [{ agent: 'a9', why: 'did_not_take_it' }],
        },
      },
      { kind: 'AgentChanged', contact: 'i1', agent: 'a1' },
      { kind: 'Offer', contact: 'another', agent: 'a2', reason: {} },
    ],
  },
  {
    at,
    plan: 1,
    told: { kind: 'Tick' },
    answers: [{ kind: 'Withdraw', contact: 'i1', agent: 'a1', cause: 'timeout' }],
  },
];

it('tells in words who was chosen and why, and leaves out what is about others or inner workings', () => {
  const told = sentencesOf(decisions, 'i1', zh, names);
  expect(told.map((one) => one.text)).toEqual([
    '进入队列“前台”，优先级 5',
    '选中 林小满',
    '停止 林小满 的振铃：振铃时间到',
  ]);
  expect(told[1]?.details).toEqual([
    '客户挑选空闲坐席，最长空闲优先：已空闲 8 秒，客户已等 0 秒；队列第 1 位，可选坐席 3 位',
    '没有选 坐席：刚才没有接这通来电',
  ]);
});

it('says the same in English', () =>
  expect(sentencesOf(decisions, 'i1', speakIn(reasonWords, 'en-US'), names)[1]?.details[0]).toContain(
    'longest idle first',
  ));

it('survives decisions of a kind it does not know', () =>
  expect(
    sentencesOf([{ at, plan: 1, told: { kind: 'X' }, answers: [{ kind: 'Y' }] }], 'i1', zh, names),
  ).toEqual([]));

it('says in which step an agent was asked, and where a caller was sent on', () => {
  const answers = [
    { kind: 'Offer', contact: 'i1', agent: 'a1', reason: { by: 'contact', strategy: 'best_skill', step: 1 } },
    { kind: 'Offer', contact: 'i1', agent: 'a1', reason: { by: 'preferred', strategy: 'linear', step: -1 } },
    { kind: 'Overflow', contact: 'i1', cause: 'full', to: ['queue', 'front'] },
  ];
  const told = sentencesOf([{ at, plan: 1, told: { kind: 'Tick' }, answers }], 'i1', zh, names);
  expect(told.map((one) => one.details.slice(1))).toEqual([['当时在第 2 步，只问符合条件的坐席'], [], []]);
  expect(told[2]).toMatchObject({ text: '离开队列：队列已满', details: ['转到队列 前台'] });
  const sent = (to: string[]) =>
    sentencesOf(
      [{ at, plan: 1, told: { kind: 'Tick' }, answers: [{ kind: 'Overflow', cause: 'full', to }] }],
      'i1',
      zh,
      names,
    )[0]?.details;
  expect(sent(['outside', '02155551234'])).toEqual(['转到外线 02155551234']);
  expect(sent(['announcement', 'closed.hours'])).toEqual(['播放语音提示']);
});
