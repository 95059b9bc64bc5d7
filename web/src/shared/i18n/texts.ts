/**
 * Words in two languages, checked by the compiler: a text that is missing in one language, a key that does not
 * exist and a value that is not given are build errors. Chinese comes first and sets the keys.
 */
import { useCallback } from 'react';
import type { Locale } from '@/api/types';
import { useLocale } from './locale';

/** The names between braces in a text: `'{n} 个'` needs `n`. */
type Gaps<Text extends string> = Text extends `${string}{${infer Gap}}${infer Rest}`
  ? Gap | Gaps<Rest>
  : never;
type Values<Text extends string> = Record<Gaps<Text>, string | number>;

/** `t('key')`, or `t('key', {n: 3})` when the text has gaps. */
export type Speak<Texts extends Record<string, string>> = <Key extends keyof Texts>(
  key: Key,
  ...values: [Gaps<Texts[Key]>] extends [never] ? [] : [Values<Texts[Key]>]
) => string;

export interface Texts<Zh extends Record<string, string>> {
  readonly 'zh-CN': Zh;
  readonly 'en-US': Record<keyof Zh, string>;
}

export const everyText: Texts<Record<string, string>>[] = [];

export function texts<const Zh extends Record<string, string>>(
  zh: Zh,
  en: Record<keyof Zh, string>,
): Texts<Zh> {
  const both: Texts<Zh> = { 'zh-CN': zh, 'en-US': en };
  everyText.push(both);
  return both;
}

/** Put values into the gaps of a text; an unknown gap stays visible. */
export function fill(text: string, values: Record<string, unknown> = {}): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => (name in values ? String(values[name]) : gap));
}

export function speakIn<Zh extends Record<string, string>>(both: Texts<Zh>, locale: Locale): Speak<Zh> {
  return (key, ...values) => fill(both[locale][key], values[0]);
}

export function useTexts<Zh extends Record<string, string>>(both: Texts<Zh>): Speak<Zh> {
  const locale = useLocale();
  return useCallback<Speak<Zh>>((key, ...values) => fill(both[locale][key], values[0]), [both, locale]);
}

/** A name that carries both languages, or only Chinese, in the reader's. */
export function nameIn(
  name: { zh: string; en?: string } | string | undefined | null,
  locale: Locale,
): string {
  if (!name) return '';
  if (typeof name === 'string') return name;
  return (locale === 'zh-CN' ? name.zh : name.en) || name.zh || name.en || '';
}

/** Several things after one another, as the reader's language parts them. */
export const listIn = (parts: readonly string[], locale: Locale): string =>
  parts.join(locale === 'zh-CN' ? '、' : ', ');

/** Several clauses after one another, each of which may be a list. */
export const clausesIn = (parts: readonly string[], locale: Locale): string =>
  parts.join(locale === 'zh-CN' ? '；' : '; ');
