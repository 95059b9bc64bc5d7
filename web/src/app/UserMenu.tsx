import {
  BulbOutlined,
  CheckOutlined,
  DownOutlined,
  GlobalOutlined,
  LockOutlined,
  LogoutOutlined,
  PhoneOutlined,
  TeamOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { signOut } from '@/api/calls';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { usePreferences } from '@/shared/session/preferences';
import { changePerson, hasLines, LEAVING, useSession } from '@/shared/session/session';
import { useFocusBack } from '@/shared/ui/focus-back';
import { openKeys, openPassword } from './overlays';
import { frameWords } from './words';

/** The choices of brightness, in the order of the menu. */
export const LOOKS = [
  { theme: 'light', word: 'toLight' },
  { theme: 'dark', word: 'toDark' },
  { theme: 'system', word: 'toSystem' },
] as const;

/** Ends the session on the server, and here: nothing is drawn (SessionGate) and so asked meanwhile, then the page
 *  falls back to sign-in. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const leaving = useMutation({
    mutationKey: LEAVING,
    mutationFn: signOut,
    networkMode: 'always',
    onSettled: () => changePerson(client, null),
  });
  return leaving.mutate;
}

export function UserMenu() {
  const t = useTexts(frameWords);
  const session = useSession();
  const { user } = session;
  const go = useNavigate();
  const { locale, theme, change } = usePreferences();
  const name = nameIn(user.name, locale);
  const leave = useSignOut();
  const own = {
    key: 'extension',
    icon: <PhoneOutlined />,
    label: t('extension'),
    onClick: () => void go('/extension'),
  };
  const conferences = {
    key: 'conferences',
    icon: <TeamOutlined />,
    label: t('conferences'),
    onClick: () => void go('/conferences'),
  };
  const items = [
    ...(hasLines(session) ? [own, conferences, { type: 'divider' as const }] : []),
    {
      key: 'language',
      icon: <GlobalOutlined />,
      label: t(locale === 'zh-CN' ? 'toEnglish' : 'toChinese'),
      onClick: () => change({ locale: locale === 'zh-CN' ? 'en-US' : 'zh-CN' }),
    },
    { type: 'divider' as const },
    ...LOOKS.map((look) => ({
      key: look.theme,
      icon: look.theme === theme ? <CheckOutlined /> : <BulbOutlined />,
      label: t(look.word),
      onClick: () => change({ theme: look.theme }),
    })),
    { type: 'divider' as const },
    { key: 'keys', icon: <QuestionCircleOutlined />, label: t('showKeys'), onClick: openKeys },
    { type: 'divider' as const },
    { key: 'password', icon: <LockOutlined />, label: t('password'), onClick: openPassword },
    { key: 'leave', icon: <LogoutOutlined />, label: t('signOut'), onClick: leave },
  ];
  const { button, dropdown } = useFocusBack();
  return (
    <Dropdown {...dropdown} menu={{ items }} placement="bottomRight">
      <button ref={button} type="button" className="bare header-user">
        <span className="header-face" aria-hidden>
          {name.slice(0, 1)}
        </span>
        {name}
        <span className="only-heard">{t('userMenu')}</span>
        <DownOutlined aria-hidden className="header-chevron" />
      </button>
    </Dropdown>
  );
}
