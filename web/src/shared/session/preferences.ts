/** Language and brightness: the user's own once signed in, this browser's before. */
import { createContext, useContext } from 'react';
import type { Locale, Theme } from '@/api/types';
import type { Look } from '@/shared/theme/theme';

export interface Preferences {
  locale: Locale;
  theme: Theme;
  /** The brightness in force: `system` looked up. */
  look: Look;
  change: (wish: { locale?: Locale; theme?: Theme }) => void;
}

export const PreferencesContext = createContext<Preferences | null>(null);

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('drawn outside the preferences');
  return preferences;
}
