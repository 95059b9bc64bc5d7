/** Which rooms there are, who may enter, and the key that leads there. */
import {
  ApartmentOutlined,
  AudioOutlined,
  BranchesOutlined,
  ContactsOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FileDoneOutlined,
  FormOutlined,
  HistoryOutlined,
  IdcardOutlined,
  MessageOutlined,
  PhoneOutlined,
  ReadOutlined,
  SettingOutlined,
  SoundOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Session } from '@/api/types';
import { hasDesk, hasLines, may } from '@/shared/session/session';

type Word =
  | 'desk'
  | 'board'
  | 'interactions'
  | 'recordings'
  | 'messages'
  | 'slips'
  | 'tickets'
  | 'customers'
  | 'cases'
  | 'directory'
  | 'staff'
  | 'routing'
  | 'flows'
  | 'prompts'
  | 'scripts'
  | 'simulation'
  | 'settings';

export interface Place {
  path: string;
  word: Word;
  keys: string;
  icon: ReactNode;
  /** Pages that belong to it, reached from there. */
  also?: readonly string[];
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
    path: '/messages',
    word: 'messages',
    keys: 'g m',
    icon: <MessageOutlined />,
    open: hasLines,
  },
  {
    path: '/slips',
    word: 'slips',
    keys: 'g n',
    icon: <FormOutlined />,
    open: (s) => may(s, 'slips.take'),
  },
  {
    path: '/tickets',
    word: 'tickets',
    keys: 'g k',
    icon: <PhoneOutlined />,
    open: (s) => may(s, 'tickets.work'),
  },
  {
    path: '/customers',
    word: 'customers',
    keys: 'g c',
    icon: <IdcardOutlined />,
    open: (s) => may(s, 'customers.see'),
  },
  {
    path: '/cases',
    word: 'cases',
    also: [
      '/visits',
      '/callbacks',
      '/approvals',
      '/improvements',
      '/incidents',
      '/emergencies',
      '/helps',
      '/marks',
      '/complaints',
    ],
    keys: 'g o',
    icon: <FileDoneOutlined />,
    open: (s) => may(s, 'cases.see'),
  },
  {
    path: '/directory',
    word: 'directory',
    keys: 'g t',
    icon: <ContactsOutlined />,
    open: (s) => may(s, 'board.see'),
  },
  {
    path: '/people',
    word: 'staff',
    keys: 'g p',
    icon: <TeamOutlined />,
    open: (s) => may(s, 'config.see'),
  },
  {
    path: '/routing',
    word: 'routing',
    keys: 'g q',
    icon: <BranchesOutlined />,
    open: (s) => may(s, 'config.see'),
  },
  {
    path: '/flows',
    word: 'flows',
    keys: 'g f',
    icon: <ApartmentOutlined />,
    open: (s) => may(s, 'config.see'),
  },
  {
    path: '/prompts',
    word: 'prompts',
    keys: 'g v',
    icon: <SoundOutlined />,
    open: (s) => may(s, 'config.see'),
  },
  {
    path: '/scripts',
    word: 'scripts',
    keys: 'g l',
    icon: <ReadOutlined />,
    open: (s) => may(s, 'scripts.see'),
  },
  {
    path: '/what-if',
    word: 'simulation',
    keys: 'g w',
    icon: <ExperimentOutlined />,
    open: (s) => may(s, 'simulation.run'),
  },
  {
    path: '/settings',
    word: 'settings',
    keys: 'g s',
    icon: <SettingOutlined />,
    open: (s) => may(s, 'config.see'),
  },
];

/** Whether this address lies in a place. */
export const liesIn = (pathname: string, { path, also = [] }: Pick<Place, 'path' | 'also'>): boolean =>
  [path, ...also].some((one) => pathname === one || pathname.startsWith(`${one}/`));

/**
 * Where each role starts, in the order in which they count for someone who has several: who leads looks at the team,
 * who takes calls works at the desk, an inspector listens, an auditor reads what was done.
 */
const HOMES: [string, string][] = [
  ['team_leader', '/board'],
  ['manager', '/board'],
  ['operator', '/desk'],
  ['agent', '/desk'],
  ['planner', '/board'],
  ['trainer', '/scripts'],
  ['inspector', '/recordings'],
  ['administrator', '/settings'],
  ['auditor', '/interactions'],
];

/** Where someone starts: the home of the first of their roles that they may open, else the first open room. */
export function homeOf(session: Session): string {
  const open = PLACES.filter((place) => place.open(session)).map((place) => place.path);
  const mine = HOMES.filter(([role, path]) => session.user.roles.includes(role) && open.includes(path));
  return mine[0]?.[1] ?? open[0] ?? '/desk';
}
