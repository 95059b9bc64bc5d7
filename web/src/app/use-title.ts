/** The title of the browser's tab: the page, then whose centre it is. */
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useSession } from '@/shared/session/session';
import { liesIn, PLACES } from './places';
import { frameWords } from './words';

/** Pages that the navigation does not lead to. */
const OTHERS = [
  { path: '/extension', word: 'extension' },
  { path: '/conferences', word: 'conferences' },
] as const;

export function useTitle(): void {
  const t = useTexts(frameWords);
  const locale = useLocale();
  const { site } = useSession();
  const { pathname } = useLocation();
  const place = [...PLACES, ...OTHERS].find((one) => liesIn(pathname, one));
  const title = [place ? t(place.word) : '', nameIn(site.name, locale) || t('product')]
    .filter(Boolean)
    .join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
