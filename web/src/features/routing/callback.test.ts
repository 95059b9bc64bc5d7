// @vitest-environment node
import { expect, it } from 'vitest';
import { speakIn } from '@/shared/i18n/texts';
import { callbackWords } from './callback-words';
import { sayCallback, SECONDS, unitOf, withRule } from './callback';

const zh = speakIn(callbackWords, 'zh-CN');
const en = speakIn(callbackWords, 'en-US');
const names = {
  hours: (key: string) => ({ days: 'Weekdays' })[key] ?? key,
  list: (all: string[]) => all.join(' or '),
};

it('says nothing of a queue that calls nobody back', () => {
  expect(sayCallback({}, en, names)).toEqual([]);
  expect(sayCallback({ callback: null }, en, names)).toEqual([]);
});

it('says what holds where nothing is said', () => {
  expect(sayCallback({ callback: {} }, zh, names)).toEqual([
    '排队满 1 分钟时，问客户要不要改为回电',
    '坐席接下后再打给客户，响 40 秒',
    '没打通隔 10 分钟再打，最多 3 次',
    '只在队列的服务时间里打',
    '3 天后还没打通就不再打',
  ]);
});

it('says every reason, whom it calls first, and when it gives up', () => {
  const callback = {
    mode: 'customer_first',
    after_seconds: 90,
    estimate_seconds: 180,
    position: 5,
    attempts: 1,
    hours: 'days',
    expires_seconds: 7_200,
    ring_seconds: 30,
  };
  expect(sayCallback({ callback }, en, names)).toEqual([
    'Callers are asked whether to be called back having waited 90 s or with more than 3 min to wait or with 5 or more ahead',
    'A free agent is kept, the customer is called for 30 s and joined to them',
    'They are called once',
    'Only in the hours “Weekdays”',
    'Given up when not reached within 2 h',
  ]);
});

it('tells a reason that was taken away from one of which nothing is said', () => {
  const none = withRule({ mode: 'agent_first', after_seconds: 30 }, 'after_seconds', null);
  expect(none).toEqual({ mode: 'agent_first', after_seconds: null });
  expect(sayCallback({ callback: none }, en, names)[0]).toContain('only when an overflow rule');
  expect(withRule({ position: 4, attempts: 2 }, 'position', null)).toEqual({ attempts: 2 });
});

it.each([
  [0, 'second'],
  [90, 'second'],
  [600, 'minute'],
  [7_200, 'hour'],
  [259_200, 'day'],
] as const)('writes %i seconds in the largest unit that is whole', (seconds, unit) => {
  expect(unitOf(seconds)).toBe(unit);
  expect(seconds % SECONDS[unit]).toBe(0);
});
