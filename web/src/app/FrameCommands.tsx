/** The frame's own commands, and the two overlays that show all commands: the palette and the list of keys. */
import { lazy, Suspense, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { focusSearch } from '@/shared/commands/keys';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { usePreferences } from '@/shared/session/preferences';
import { hasLines, useSession } from '@/shared/session/session';
import { PLACES } from './places';
import { closeOverlay, openKeys, openPalette, openPassword, useOverlay } from './overlays';
import { LOOKS, useSignOut } from './UserMenu';
import { frameWords } from './words';

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }));
const KeysHelp = lazy(async () => ({ default: (await import('./KeysHelp')).KeysHelp }));
const PasswordPanel = lazy(async () => ({ default: (await import('./PasswordPanel')).PasswordPanel }));

export function FrameCommands() {
  const t = useTexts(frameWords);
  const session = useSession();
  const go = useNavigate();
  const { locale, theme, change } = usePreferences();
  const leave = useSignOut();
  const overlay = useOverlay();

  const commands = useMemo<Command[]>(() => {
    const places = PLACES.filter((place) => place.open(session)).map((place) => ({
      id: place.path,
      title: t(place.word),
      keys: place.keys,
      group: t('goTo'),
      run: () => void go(place.path),
    }));
    const group = t('page');
    const own = {
      id: 'extension',
      title: t('extension'),
      group: t('goTo'),
      run: () => void go('/extension'),
    };
    const conferences = {
      id: 'conferences',
      title: t('conferences'),
      group: t('goTo'),
      run: () => void go('/conferences'),
    };
    return [
      ...places,
      ...(hasLines(session) ? [own, conferences] : []),
      { id: 'palette', title: t('openPalette'), keys: 'Ctrl+k', group, run: openPalette },
      { id: 'search', title: t('focusSearch'), keys: '/', group, run: focusSearch },
      { id: 'keys', title: t('showKeys'), keys: '?', group, run: openKeys },
      {
        id: 'language',
        title: t(locale === 'zh-CN' ? 'toEnglish' : 'toChinese'),
        group,
        run: () => change({ locale: locale === 'zh-CN' ? 'en-US' : 'zh-CN' }),
      },
      ...LOOKS.filter((look) => look.theme !== theme).map((look) => ({
        id: `theme-${look.theme}`,
        title: `${t('brightness')} · ${t(look.word)}`,
        group,
        run: () => change({ theme: look.theme }),
      })),
      { id: 'password', title: t('password'), group, run: openPassword },
      { id: 'leave', title: t('signOut'), group, run: leave },
    ];
  }, [t, session, go, locale, theme, change, leave]);
  useOffer(commands);

  return (
    <Suspense fallback={null}>
      {overlay === 'palette' ? <Palette onClose={closeOverlay} /> : null}
      {overlay === 'password' ? <PasswordPanel onClose={closeOverlay} /> : null}
      {overlay === 'keys' ? <KeysHelp onClose={closeOverlay} /> : null}
    </Suspense>
  );
}
