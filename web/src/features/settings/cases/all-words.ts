/** The words of everything that is arranged, by the names of kinds and fields. */
import type { Locale } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { fill } from '@/shared/i18n/texts';
import { afterWords } from './after-words';
import { customerWords } from './customer-words';
import { guideWords } from './guide-words';
import { planWords } from './plan-words';
import { ticketWords } from './ticket-words';
import { arrangeWords } from './words';

const all: Record<Locale, Record<string, string>> = {
  'zh-CN': {
    ...ticketWords['zh-CN'],
    ...afterWords['zh-CN'],
    ...guideWords['zh-CN'],
    ...planWords['zh-CN'],
    ...customerWords['zh-CN'],
    ...arrangeWords['zh-CN'],
  },
  'en-US': {
    ...ticketWords['en-US'],
    ...afterWords['en-US'],
    ...guideWords['en-US'],
    ...planWords['en-US'],
    ...customerWords['en-US'],
    ...arrangeWords['en-US'],
  },
};

type Say = (key: string, values?: Record<string, string | number>) => string;

/** `''` where there is no word. */
export function useWords(): Say {
  const locale = useLocale();
  return (key, values) => fill(all[locale][key] ?? '', values);
}
