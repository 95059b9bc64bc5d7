/** What callers may say, as it is typed and as it is kept. Pure. */
import { isTable, listOf } from '@/shared/flow/plain';

/** Phrases of one language as one line. */
export const typedOf = (said: unknown, language: 'zh' | 'en'): string =>
  isTable(said)
    ? listOf(said[language])
        .map(String)
        .join(language === 'zh' ? '，' : ', ')
    : '';

/** The phrases with those of one language as they were typed; undefined when there are none at all. */
export function withTyped(said: unknown, language: 'zh' | 'en', typed: string): unknown {
  const all = typed.split(/[,，、;；\n]/).map((one) => one.trim());
  const list = all.filter((one, nth) => one !== '' && all.indexOf(one) === nth);
  const next = Object.fromEntries(
    Object.entries({ ...(isTable(said) ? said : {}), [language]: list }).filter(
      ([, one]) => listOf(one).length > 0,
    ),
  );
  return Object.keys(next).length ? next : undefined;
}
