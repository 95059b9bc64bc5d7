// @vitest-environment node
import { expect, it } from 'vitest';
import { speakIn } from '@/shared/i18n/texts';
import { callbackWords } from './callback-words';
import { tell, type Words } from './diff';
import { pageWords } from './page-words';
import { planWords } from './plan-words';

const words: Words = {
  page: speakIn(pageWords, 'en-US'),
  plan: speakIn(planWords, 'en-US'),
  callback: speakIn(callbackWords, 'en-US'),
  names: {
    queue: (key) => key,
    skill: (key) => key,
    team: (key) => key,
    agent: (id) => id,
    language: (tag) => tag,
    hours: (key) => key,
    announcement: (name) => name,
    list: (all) => all.join(', '),
  },
  field: (name) => name,
  value: (_, value) => (value === undefined ? 'none' : String(value)),
  day: (key) => `day ${key}`,
  name: (_, key) => key,
};

const one = (kind: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null) =>
  tell([{ kind, key: 'desk', before, after }], words)[0];

it('says a step that was added as the plan then reads', () => {
  const steps = [{ who: { skill: 'english', least: 3 }, seconds: 20 }];
  expect(one('queue', { ring_seconds: 20 }, { ring_seconds: 15, steps })).toEqual({
    id: 'queue/desk',
    head: 'queue “desk”',
    lines: [
      'steps: without “Any agent of this queue, at once”',
      'steps: with “First 20 s: “english” level 3 or better”',
      'steps: with “Then: any agent of this queue”',
      'ring_seconds: 20 → 15',
    ],
  });
});

it('says what is new, what goes, and the days of a calendar that changed', () => {
  expect(one('skill', null, { name: { zh: '英语' } })?.head).toBe('New skill “desk”');
  expect(one('queue', { ring_seconds: 9 }, null)).toEqual({
    id: 'queue/desk',
    head: 'Without queue “desk”',
    lines: [],
  });
  const before = { week: { '1': [['09:00', '18:00']], '2': [['09:00', '18:00']] } };
  const after = {
    week: { '1': [['09:00', '17:00']], '2': [['09:00', '18:00']] },
    days: { '2026-10-01': [] },
  };
  expect(one('hours', before, after)?.lines).toEqual([
    'week: without “day 1 09:00–18:00”',
    'week: with “day 1 09:00–17:00”',
    'week: with “2026-10-01 –”',
  ]);
});

it('says only what became different of calling back', () => {
  const before = { callback: { attempts: 3, after_seconds: 60 } };
  expect(one('queue', before, { callback: { attempts: 5, after_seconds: 60 } })?.lines).toEqual([
    'callback: without “Not reached, they are called again after 10 min, at most 3 times”',
    'callback: with “Not reached, they are called again after 10 min, at most 5 times”',
  ]);
  expect(one('queue', before, {})?.lines).toHaveLength(5);
});
