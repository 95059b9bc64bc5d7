// @vitest-environment node
import { expect, it } from 'vitest';
import type { Body } from '@/shared/config/entries';
import { speakIn } from '@/shared/i18n/texts';
import { moved } from '@/shared/lists';
import { andMore, bare, madeOf, stepsOf, whole, withParts, type Condition } from './plan';
import { planWords } from './plan-words';
import { sayCondition, sayHelps, sayOverflows, sayPlan, type PlanNames } from './say';

const zh = speakIn(planWords, 'zh-CN');
const en = speakIn(planWords, 'en-US');
const names: PlanNames = {
  queue: (key) => ({ desk: 'Front desk' })[key] ?? key,
  skill: (key) => ({ english: 'English' })[key] ?? key,
  team: (key) => ({ reception: 'Reception' })[key] ?? key,
  agent: (id) => id,
  language: (tag) => tag,
  hours: (key) => key,
  announcement: (name) => name,
  list: (words) => words.join(', '),
};

const english = (least: number): Condition => ({ skill: 'english', least });
const plan: Body = {
  steps: [
    { who: { and: [english(3), { team: 'reception' }] }, seconds: 20 },
    { who: english(2), seconds: 30, skip_when_nobody: false },
  ],
  preferred_wait_seconds: 10,
};

it('reads a plan as a sequence, from the strictest step to anyone', () => {
  expect(sayPlan(plan, en, names)).toEqual([
    'Waits 10 s for the preferred agent first',
    'First 20 s: “English” level 3 or better and team “Reception”',
    'Then 30 s: “English” level 2 or better (waits even when nobody who fits is signed in)',
    'Then: any agent of this queue',
  ]);
  expect(sayPlan(plan, zh, names)[1]).toBe('前 20 秒：“English”3 级以上 并且 团队“Reception”');
});

it('says that a plan without steps asks anyone at once, and that a step without end is the last', () => {
  expect(sayPlan({}, en, names)).toEqual(['Any agent of this queue, at once']);
  const endless = {
    steps: [{ who: english(5) }, { who: english(1), seconds: 9 }],
    reserve_after_seconds: 15,
  };
  expect(sayPlan(endless, en, names)).toEqual([
    'Always only: “English” level 5 or better',
    'Reserves: the next level joins after each 15 s',
  ]);
});

it('keeps what belongs together apart by brackets, and says ranges and denials', () => {
  const either: Condition = {
    or: [
      { language: 'ja', least: 2 },
      { skill: 'english', least: 2, most: 4 },
    ],
  };
  const said = sayCondition({ and: [either, { not: { agents: ['ann', 'bo'] } }] }, en, names);
  expect(said).toBe('(speaks ja, level 2 or better or “English” level 2 to 4) and not (agent ann, bo)');
  expect(sayCondition({ not: { not: english(1) } }, en, names)).toBe('knows “English”');
  expect(sayCondition({ agents: ['a', 'b', 'c', 'd'] }, en, names)).toBe('one of 4 named agents');
  expect(sayCondition(madeOf('team'), en, names)).toBe('team “(not chosen)”');
});

it('says where callers go, and which teams help', () => {
  const body: Body = {
    overflows: [
      { when: 'wait', above: 120, to: { queue: 'desk' } },
      { when: 'closed', to: { voicemail: 'desk' } },
      { when: 'estimate', above: 60, to: { callback: '' } },
    ],
    help: [{ team: 'reception', when: 'waiting', line: 10, back: 4 }],
  };
  expect(sayOverflows(body, en, names)).toEqual([
    'Waited 120 s: on to the queue “Front desk”',
    'Outside service hours: leave a message for “Front desk”',
    'More than 60 s to be waited: leave a number and be called back',
  ]);
  expect(sayHelps(body, en, names)).toEqual([
    'When more than 10 wait, team “Reception” joins; it leaves at 4',
  ]);
});

it('says where callers go from outside, and after they have heard something', () => {
  const body: Body = {
    overflows: [
      { when: 'wait', above: 90, to: { outside: '02155551234' } },
      { when: 'no_agents', to: { outside: '02155551234', then: { voicemail: 'desk' } } },
      { when: 'closed', to: { announcement: 'closed.hours' } },
      { when: 'length', above: 5, to: { announcement: 'call.transfer', then: { outside: '95588' } } },
    ],
  };
  expect(sayOverflows(body, zh, names)).toEqual([
    '等了 90 秒：转到外线 02155551234；没人接时回到原来的位置继续等',
    '没有坐席签入：转到外线 02155551234；没人接时请客户在“Front desk”留言',
    '不在服务时间：播放“closed.hours”；播完后道别并结束通话',
    '已有 5 位在等：播放“call.transfer”；播完后转到外线 95588；没人接时致歉并结束通话',
  ]);
  expect(sayOverflows(body, en, names)[1]).toBe(
    'No agent is signed in: on to the outside number 02155551234; if nobody answers, leave a message for “Front desk”',
  );
});

it('joins conditions and takes them apart again', () => {
  const both = andMore(english(3));
  expect(both).toEqual({ and: [english(3), { skill: '', least: 1 }] });
  expect(whole(both)).toBe(false);
  expect(withParts(both, [english(3)])).toEqual(english(3));
  expect(withParts({ not: both }, [english(3)])).toEqual({ not: english(3) });
  expect(withParts(both, [])).toBeNull();
  expect(madeOf('or', both)).toEqual({ or: both && 'and' in both ? both.and : [] });
  expect(madeOf('and', english(3))).toEqual({ and: [english(3)] });
  expect(bare({ not: english(1) }).denied).toBe(true);
});

it('moves steps, and not beyond the ends', () => {
  const steps = stepsOf(plan);
  expect(moved(steps, 0, 1).map((step) => step.seconds)).toEqual([30, 20]);
  expect(moved(steps, 0, -1)).toBe(steps);
});
