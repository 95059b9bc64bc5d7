/** The languages in which foreign callers are helped, by their tags (BCP 47); the browser knows their names. */
import type { Locale } from '@/api/types';

export const LANGUAGES = ['en', 'ja', 'ko', 'fr', 'de', 'ru', 'es', 'ar', 'zh', 'yue'] as const;

export const languageName = (tag: string, locale: Locale): string =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
