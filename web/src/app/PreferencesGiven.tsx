/** Gives language and brightness to everything below, and keeps the user's choice on the server. */
import { useQueryClient } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { changeSession } from '@/api/calls';
import { keepLanguage } from '@/api/client';
import type { Locale, Session, Theme } from '@/api/types';
import { LocaleContext, rememberedLocale, rememberLocale } from '@/shared/i18n/locale';
import { PreferencesContext } from '@/shared/session/preferences';
import { SESSION_KEY } from '@/shared/session/session';
import { antThemeOf, paint, rememberedTheme, rememberTheme, useCalm, useLook } from '@/shared/theme/theme';

interface Chosen {
  locale: Locale;
  theme: Theme;
}

export function PreferencesGiven({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>(() => ({
    locale: rememberedLocale(),
    theme: rememberedTheme(),
  }));

  const sent = useRef({ many: 0, last: Promise.resolve() });
  const change = useCallback(
    (wish: Partial<Chosen>) => {
      setChosen((before) => ({ ...before, ...wish }));
      const session = client.getQueryData<Session | null>(SESSION_KEY);
      const differs =
        session && Object.entries(wish).some(([name, value]) => session.user[name as keyof Chosen] !== value);
      if (!differs) return;
      client.setQueryData<Session>(SESSION_KEY, { ...session, user: { ...session.user, ...wish } });
      sent.current.many += 1;
      const mine = sent.current.many;
      // One after the other, and the answer to an earlier choice takes no later one back.
      sent.current.last = sent.current.last
        .then(() => changeSession(wish))
        .then(
          (changed) => void (mine === sent.current.many && client.setQueryData(SESSION_KEY, changed)),
          () => undefined, // the choice holds on this page
        );
    },
    [client],
  );

  const look = useLook(chosen.theme);
  useEffect(() => {
    const { locale, theme } = chosen;
    rememberLocale(locale);
    rememberTheme(theme);
    keepLanguage(locale);
    document.documentElement.lang = locale;
  }, [chosen]);
  useEffect(() => paint(look), [look]);

  const preferences = useMemo(() => ({ ...chosen, look, change }), [chosen, look, change]);
  const calm = useCalm();
  const antTheme = useMemo(() => antThemeOf(look, calm), [look, calm]);
  return (
    <PreferencesContext value={preferences}>
      <LocaleContext value={chosen.locale}>
        <ConfigProvider
          locale={chosen.locale === 'zh-CN' ? zhCN : enUS}
          theme={antTheme}
          button={{ autoInsertSpace: false }}
        >
          {children}
        </ConfigProvider>
      </LocaleContext>
    </PreferencesContext>
  );
}
