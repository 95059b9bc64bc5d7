// @vitest-environment node
import { expect, it } from 'vitest';
import type { CaseField } from '@/api/cases';
import { changedField, earlier, movedField, withChoice, withField, withoutField } from './form-edits';

const name = (zh: string) => ({ zh });
const LEAK: CaseField = { id: 'leak', name: name('漏水'), kind: 'yes_no' };
const WHERE: CaseField = {
  id: 'where',
  name: name('位置'),
  kind: 'choice',
  choices: [
    { id: 'c1', name: name('窗') },
    { id: 'c2', name: name('门') },
  ],
  when: { field: 'leak', is: [true] },
};
const HOW: CaseField = {
  id: 'how',
  name: name('情况'),
  kind: 'text',
  when: { field: 'where', is: ['c1', 'c2'] },
};
const FORM = [LEAK, WHERE, HOW];

it('adds fields under ids of their own, a choice with something to choose', () => {
  const after = withField(withField([], 'text'), 'choice');
  expect(after.map(({ id, kind }) => [id, kind])).toEqual([
    ['f1', 'text'],
    ['f2', 'choice'],
  ]);
  expect(after[1]?.choices).toHaveLength(1);
  expect(withChoice(WHERE).choices?.at(-1)?.id).toBe('c3');
});

it('offers for conditions only what comes before and has answers', () => {
  expect(earlier(FORM, 'how').map(({ id }) => id)).toEqual(['leak', 'where']);
  expect(earlier(FORM, 'leak')).toEqual([]);
});

it('drops conditions on what went, moved behind, or can be answered so no more', () => {
  expect(withoutField(FORM, 'leak').map(({ when }) => when?.field)).toEqual([undefined, 'where']);
  expect(movedField(FORM, 'where', -1).map(({ id, when }) => [id, when?.field])).toEqual([
    ['where', undefined],
    ['leak', undefined],
    ['how', 'where'],
  ]);
  const fewer = changedField(FORM, { ...WHERE, choices: [{ id: 'c2', name: name('门') }] });
  expect(fewer[2]?.when?.is).toEqual(['c2']);
  const text = changedField(FORM, { ...WHERE, kind: 'text' });
  expect(text[1]).not.toHaveProperty('choices');
  expect(text[2]).not.toHaveProperty('when');
  expect(text[1]?.when?.field).toBe('leak');
});

it('leaves the form as it is at its ends', () => {
  expect(movedField(FORM, 'leak', -1)).toBe(FORM);
  expect(movedField(FORM, 'how', 1)).toBe(FORM);
});
