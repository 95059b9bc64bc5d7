// @vitest-environment node
import { expect, it } from 'vitest';
import { speakIn } from '@/shared/i18n/texts';
import { grouped, sayGrouped, verdictIn } from './why';
import { whyWords } from './why-words';

const t = speakIn(whyWords, 'en-US');
const list = (words: string[]): string => words.join(', ');

it('puts agents together by their reason, those who could take it first', () => {
  const found = grouped({ a: 'signed_out', b: 'talking', c: 'free', d: 'talking', e: 'new reason' });
  expect(found.map(({ why, agents }) => [why, agents.join('')])).toEqual([
    ['free', 'c'],
    ['talking', 'bd'],
    ['signed_out', 'a'],
    ['new reason', 'e'],
  ]);
});

it('names some and counts the rest, and never shows a raw reason', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`a${n}`, 'signed_out']));
  const [line] = sayGrouped(many, t, (agent) => agent, list);
  expect(line).toBe('Not signed in: a0, a1, a2, a3, a4 and others, 300 in all');
  expect(sayGrouped({ a: 'new reason' }, t, () => '', list)).toEqual(['Cannot take it now: An agent']);
  expect(verdictIn('all_busy', t)).toBe('All agents who may take it are at work');
  expect(verdictIn('new reason', t)).toBe('Cannot take it now');
});
