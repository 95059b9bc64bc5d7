/** Differences in the reader's words. */
import { useMemo } from 'react';
import type { ItemChanged } from '@/api/versions';
import type { Name } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { calendarWords } from './calendar-words';
import { callbackWords } from './callback-words';
import { tell, type Told, type Words } from './diff';
import { useKnown } from './names';
import { pageWords } from './page-words';
import { planWords } from './plan-words';
import { queueWords } from './queue-words';

/** Says differences, and what a field is called. */
export function useTeller() {
  const page = useTexts(pageWords);
  const plan = useTexts(planWords);
  const callback = useTexts(callbackWords);
  const locale = useLocale();
  const { names } = useKnown();
  return useMemo(() => {
    const of = { ...queueWords[locale], ...calendarWords[locale] } as Record<string, string>;
    const field = (name: string): string => (name === 'name' ? page('name') : (of[name] ?? name));
    const called = (name: string, said: string): string => of[`${name}_${said}`] ?? of[said] ?? said;
    const value = (name: string, said: unknown): string => {
      if (said === undefined || said === null) return page('none');
      if (name === 'name') return nameIn(said as Name, locale);
      if (name === 'hours') return names.hours(String(said));
      if (typeof said === 'boolean') return called('', said ? 'on' : 'off');
      if (typeof said === 'object') return JSON.stringify(said);
      return called(name, String(said));
    };
    const words: Words = {
      page,
      plan,
      callback,
      names,
      field,
      value,
      day: (key) => of[`day_${key}`] ?? key,
      name: (body, key) => nameIn(body?.name as Name | undefined, locale) || key,
    };
    return { field, tell: (changes: ItemChanged[]): Told[] => tell(changes, words) };
  }, [page, plan, callback, locale, names]);
}

export function useTold(changes: ItemChanged[]): Told[] {
  const { tell: say } = useTeller();
  return useMemo(() => say(changes), [say, changes]);
}
