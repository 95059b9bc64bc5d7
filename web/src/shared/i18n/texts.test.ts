import { describe, expect, it } from 'vitest';
import { clausesIn, everyText, fill, nameIn, speakIn, texts } from './texts';

import.meta.glob(['../../**/*words.ts', '../../shared/**/*.{ts,tsx}', '!**/*.test.*'], { eager: true });

const gapsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([gap]) => gap).sort();

describe('the words of the page', () => {
  it('are all here', () => expect(everyText.length).toBeGreaterThan(10));

  it('are said in both languages, with the same gaps', () => {
    for (const { 'zh-CN': zh, 'en-US': en } of everyText) {
      expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
      for (const [key, text] of Object.entries(zh)) {
        expect(text.trim(), key).not.toBe('');
        expect(en[key]?.trim(), key).not.toBe('');
        expect(gapsOf(en[key] ?? ''), key).toEqual(gapsOf(text));
      }
    }
  });

  it('use full-width punctuation in Chinese', () => {
    for (const { 'zh-CN': zh } of everyText) {
      for (const text of Object.values(zh))
        expect(text).not.toMatch(/[\u4e00-\u9fff][,;:?!](\s|$|[\u4e00-\u9fff])/);
    }
  });
});

describe('speaking', () => {
  const both = texts({ wait: '等 {n} 秒' }, { wait: 'wait {n} s' });
  it('fills the gaps in the chosen language', () => {
    expect(speakIn(both, 'zh-CN')('wait', { n: 3 })).toBe('等 3 秒');
    expect(speakIn(both, 'en-US')('wait', { n: 3 })).toBe('wait 3 s');
  });
  it('leaves a gap visible that nobody filled', () => expect(fill('{a}{b}', { a: 1 })).toBe('1{b}'));
  it('shows the Chinese name where there is no English one', () =>
    expect(nameIn({ zh: '前台', en: '' }, 'en-US')).toBe('前台'));
});

it('parts clauses as the reader writes', () => {
  expect(clausesIn(['缺电话', '缺姓名'], 'zh-CN')).toBe('缺电话；缺姓名');
  expect(clausesIn(['no number', 'no name'], 'en-US')).toBe('no number; no name');
});
