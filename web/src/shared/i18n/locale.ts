/** Which language the page speaks, and where that is remembered before anyone has signed in. */
import { createContext, useContext } from 'react';
import type { Locale } from '@/api/types';

const KEY = 'huawu.locale';

export const LocaleContext = createContext<Locale>('zh-CN');
export const useLocale = (): Locale => useContext(LocaleContext);

export function rememberedLocale(): Locale {
  const kept = localStorage.getItem(KEY);
  if (kept === 'zh-CN' || kept === 'en-US') return kept;
  return navigator.language.startsWith('zh') || !navigator.language ? 'zh-CN' : 'en-US';
}

export function rememberLocale(locale: Locale): void {
  localStorage.setItem(KEY, locale);
}
