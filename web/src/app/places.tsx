/** Which rooms there are, who may enter, and the key that leads there. */
import {
  AudioOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  HistoryOutlined,
  IdcardOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Session } from '@/api/types';
import { hasDesk, may } from '@/shared/session/session';

type Word = 'desk' | 'board' | 'interactions' | 'recordings' | 'customers' | 'settings';

export interface Place {
  path: string;
  word: Word;
  keys: string;
  icon: ReactNode;
  open: (session: Session) => boolean;
}

export const PLACES: Place[] = [
  { path: '/desk', word: 'desk', keys: 'g d', icon: <CustomerServiceOutlined />, open: hasDesk },
  {
    path: '/board',
    word: 'board',
    keys: 'g b',
    icon: <DashboardOutlined />,
    open: (s) => may(s, 'board.see'),
  },
  {
    path: '/interactions',
    word: 'interactions',
    keys: 'g i',
    icon: <HistoryOutlined />,
    open: (s) => may(s, 'interactions.own', 'interactions.all'),
  },
  {
    path: '/recordings',
    word: 'recordings',
    keys: 'g r',
    icon: <AudioOutlined />,
    open: (s) => may(s, 'recordings.own', 'recordings.all'),
  },
  {
    path: '/customers',
    word: 'customers',
    keys: 'g c',
    icon: <IdcardOutlined />,
    open: (s) => may(s, 'customers.see'),
  },
  {
    path: '/settings',
    word: 'settings',
    keys: 'g s',
    icon: <SettingOutlined />,
    open: (s) => may(s, 'config.see'),
  },
];

/** Where someone starts: an agent at the desk, everyone else at the first room that concerns them. */
export function homeOf(session: Session): string {
  const leads = may(session, 'figures.see');
  if (hasDesk(session) && !leads) return '/desk';
  const first = PLACES.find((place) => place.path !== '/desk' && place.open(session));
  return first?.path ?? '/desk';
}
