/** What a condition may ask for, in words; what the script itself declares is called by its name. */
import type { Locale } from '@/api/types';
import { nameIn } from '@/shared/i18n/texts';

const NAMES: Record<string, { zh: string; en: string }> = {
  rings: { zh: '等候铃声数', en: 'rings waited' },
  waited_seconds: { zh: '等候秒数', en: 'seconds waited' },
  transferred: { zh: '由同事转来', en: 'handed over' },
  direction: { zh: '方向', en: 'direction' },
  mood: { zh: '客户情绪', en: "the customer's mood" },
  type: { zh: '联络类型', en: 'type of the contact' },
  queue_key: { zh: '队列', en: 'queue' },
  'customer.known': { zh: '认识这位客户', en: 'the customer is known' },
  'customer.vip': { zh: '贵宾', en: 'VIP' },
  'customer.language': { zh: '客户语言', en: "the customer's language" },
  'call.now': { zh: '现在时刻', en: 'the time now' },
  'call.weekday': { zh: '星期几', en: 'day of the week' },
  'call.dialled': { zh: '被叫号码', en: 'number called' },
};
const VALUES: Record<string, { zh: string; en: string }> = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  calm: { zh: '平静', en: 'calm' },
  pleased: { zh: '满意', en: 'pleased' },
  worried: { zh: '着急', en: 'worried' },
  upset: { zh: '不满', en: 'upset' },
  angry: { zh: '愤怒', en: 'angry' },
};

export const KNOWN = Object.keys(NAMES);
export const variableName = (key: string, locale: Locale): string => nameIn(NAMES[key] ?? key, locale);
export const valueName = (value: string, locale: Locale): string => nameIn(VALUES[value] ?? value, locale);
