// @vitest-environment node
import { expect, it } from 'vitest';
import { changed, noHistory, redone, undone } from './history';

it('goes back step by step, and forth again', () => {
  const two = changed(changed(noHistory<string>(), 'a'), 'b');
  const back = undone(two, 'c')!;
  expect(back.value).toBe('b');
  const further = undone(back.history, back.value)!;
  expect(further.value).toBe('a');
  expect(undone(further.history, further.value)).toBeNull();
  expect(redone(further.history, further.value)).toMatchObject({ value: 'b' });
  expect(redone(noHistory(), 'a')).toBeNull();
});

it('takes changes about the same for one', () => {
  const typed = changed(changed(noHistory<string>(), '', 'name'), 'a', 'name');
  expect(undone(typed, 'ab')?.value).toBe('');
  expect(changed(typed, 'ab', 'title').past).toEqual(['', 'ab']);
});

it('forgets what was undone once something else is done', () => {
  const back = undone(changed(noHistory<string>(), 'a'), 'b')!;
  expect(changed(back.history, back.value).future).toEqual([]);
});
