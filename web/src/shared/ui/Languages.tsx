/** The switch between the two languages, on pages that nobody has signed in to. */
import type { Locale } from '@/api/types';
import { texts, useTexts } from '@/shared/i18n/texts';
import { usePreferences } from '@/shared/session/preferences';

const words = texts({ language: '语言' }, { language: 'Language' });

const LANGUAGES: { locale: Locale; word: string }[] = [
  { locale: 'zh-CN', word: '中文' },
  { locale: 'en-US', word: 'English' },
];

export function Languages() {
  const t = useTexts(words);
  const { locale, change } = usePreferences();
  return (
    <div className="languages" role="group" aria-label={t('language')}>
      {LANGUAGES.map((one) => (
        <button
          key={one.locale}
          type="button"
          lang={one.locale}
          className="bare"
          aria-pressed={one.locale === locale}
          onClick={() => change({ locale: one.locale })}
        >
          {one.word}
        </button>
      ))}
    </div>
  );
}
