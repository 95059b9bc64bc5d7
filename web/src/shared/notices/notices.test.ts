import { afterEach, beforeEach, expect, it } from 'vitest';
import { hearNotices, heldBack, keepQuiet, notify, withdraw } from './notices';

let heard: string[];
let stop: () => void;
beforeEach(() => {
  heard = [];
  stop = hearNotices(({ title }) => heard.push(title));
});
afterEach(() => {
  keepQuiet(false);
  stop();
});

const notice = (key: string, title = key) => ({ key, title, text: '' });

it('comes at once when nobody talks', () => {
  notify(notice('a'));
  expect(heard).toEqual(['a']);
});

it('is held back during a call and comes after it, each key once with its last words', () => {
  keepQuiet(true);
  notify(notice('a', 'old'));
  notify(notice('b'));
  notify(notice('a', 'new'));
  expect([heard, heldBack()]).toEqual([[], 2]);
  keepQuiet(false);
  expect([heard, heldBack()]).toEqual([['new', 'b'], 0]);
});

it('lets through what concerns the call', () => {
  keepQuiet(true);
  notify({ ...notice('hold'), now: true });
  expect(heard).toEqual(['hold']);
});

it('does not say what is true no more', () => {
  keepQuiet(true);
  notify(notice('a'));
  withdraw('a');
  keepQuiet(false);
  expect(heard).toEqual([]);
});
