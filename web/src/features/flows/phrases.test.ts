// @vitest-environment node
import { expect, it } from 'vitest';
import { typedOf, withTyped } from './phrases';

it('cuts what is typed at commas of both scripts, and shows it the same way', () => {
  const said = withTyped({ en: ['complaint'] }, 'zh', '投诉，我要投诉、 投诉');
  expect(said).toEqual({ en: ['complaint'], zh: ['投诉', '我要投诉'] });
  expect(typedOf(said, 'zh')).toBe('投诉，我要投诉');
  expect(typedOf(said, 'en')).toBe('complaint');
});

it('forgets a language without phrases, and all when there are none', () => {
  expect(withTyped({ zh: ['投诉'], en: ['complaint'] }, 'zh', ' ')).toEqual({ en: ['complaint'] });
  expect(withTyped({ zh: ['投诉'] }, 'zh', '')).toBeUndefined();
});
