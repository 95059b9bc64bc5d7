/** What conditions of scripts may compare with, in words. */
import type { Locale } from '@/api/types';
import type { Choice } from '@/shared/config/entries';
import { nameIn } from '@/shared/i18n/texts';

const VALUES: Record<string, { zh: string; en: string }> = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  calm: { zh: '平静', en: 'calm' },
  pleased: { zh: '满意', en: 'pleased' },
  worried: { zh: '着急', en: 'worried' },
  upset: { zh: '不满', en: 'upset' },
  angry: { zh: '愤怒', en: 'angry' },
  inbound: { zh: '呼入', en: 'inbound' },
  outbound: { zh: '呼出', en: 'outbound' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
};
const YES_NO = ['true', 'false'];
const OF: Record<string, readonly string[]> = {
  transferred: YES_NO,
  'customer.known': YES_NO,
  'customer.vip': YES_NO,
  mood: ['calm', 'pleased', 'worried', 'upset', 'angry'],
  direction: ['inbound', 'outbound'],
};

export const valueName = (value: string, locale: Locale): string => nameIn(VALUES[value] ?? value, locale);

/** The values that a variable may have, where they are few. */
export const valuesOf = (variable: string, locale: Locale): Choice[] =>
  (OF[variable] ?? []).map((value) => ({ value, label: valueName(value, locale) }));
