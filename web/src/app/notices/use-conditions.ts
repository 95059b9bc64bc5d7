/** The conditions of the person who is signed in, in words, with where each leads. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { countLateCases } from '@/api/cases';
import type { Callback } from '@/api/desk';
import { countSlips } from '@/api/slips';
import { countTickets } from '@/api/tickets';
import { getHealth } from '@/api/calls';
import type { Board } from '@/api/live';
import { useCallbackCounts } from '@/features/cases/callbacks/use-callbacks';
import { useMyCallbacks } from '@/features/desk/use-callbacks';
import { useBoard } from '@/shared/board/board-store';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { whyOf } from '@/shared/phone/whys';
import { hasDesk, may, useSession } from '@/shared/session/session';
import { useHelpReasons } from '@/shared/ui/names';
import { conditionsOf, type Condition } from './conditions';
import { noticeWords } from './words';

export interface Worded {
  title: string;
  text: string;
  to: string;
}

const HEALTH_EVERY = 15_000;

export function useConditions(): Condition[] {
  const session = useSession();
  const board = useBoard();
  const now = useServerSecond();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: getHealth,
    refetchInterval: HEALTH_EVERY,
    enabled: may(session, 'config.see'),
  }).data;
  const callbacks = useMyCallbacks(hasDesk(session)).data ?? [];
  const slips = useQuery({
    queryKey: ['slips', 'waiting'],
    queryFn: countSlips,
    refetchInterval: 20_000,
    enabled: may(session, 'slips.take'),
  }).data;
  const tickets = useQuery({
    queryKey: ['tickets', 'waiting'],
    queryFn: countTickets,
    refetchInterval: 20_000,
    enabled: may(session, 'tickets.work'),
  }).data;
  const cases = useQuery({
    queryKey: ['cases', 'late'],
    queryFn: countLateCases,
    refetchInterval: 20_000,
    enabled: may(session, 'cases.work', 'cases.assign'),
  }).data;
  const promises = useCallbackCounts(may(session, 'callbacks.all')).data?.left ?? 0;
  const me = session.agent?.id ?? null;
  return conditionsOf({
    board,
    health,
    callbacks,
    slips,
    tickets: tickets?.due ?? 0,
    cases,
    promises,
    me,
    leads: may(session, 'figures.see'),
    helps: may(session, 'help.answer'),
    now,
  });
}

type OfAgent = Extract<Condition, { agent: string }>;

const calledBack = ({ customer, number }: Callback, unknown: string): string =>
  customer?.name ?? (groupPhone(number) || unknown);
const SLIPS = {
  urgent: { word: 'slipsUrgent', to: '/slips?state=waiting' },
  mine: { word: 'slipsMine', to: '/slips?state=waiting' },
  calls: { word: 'slipsCalls', to: '/slips?calls=open' },
  toReadBack: { word: 'slipsToReadBack', to: '/slips?state=taken&box=' },
  tickets: { word: 'ticketsDue', to: '/tickets?over=no' },
  toDeliver: { word: 'slipsToDeliver', to: '/slips?box=all&state=read_back' },
} as const;
const CASES = { mine: 'casesMine', led: 'casesLed', receipts: 'casesReceipts' } as const;
/** The list of what is overdue: mine, or of the team that I lead, or of all; or of what my team is to confirm. */
function lateOf({ what, team }: { what: keyof typeof CASES; team: string }): string {
  if (what === 'receipts') return '/cases?view=receipts';
  const search = new URLSearchParams({ view: what === 'mine' ? 'mine' : 'stillOpen', due: 'overdue' });
  if (what === 'led' && team) search.set('team', team);
  return `/cases?${search.toString()}`;
}
/** In which words so many of something are told, and where they are listed. */
function counted(one: Extract<Condition, { n: number }>, keeper: boolean) {
  if (one.kind === 'promises') return { word: 'promises' as const, to: '/callbacks?view=left' };
  if (one.kind === 'cases') return { word: CASES[one.what], to: lateOf(one) };
  const { word, to } = SLIPS[one.what];
  return { word, to: one.what === 'toReadBack' ? `${to}${keeper ? 'all' : 'taken'}` : to };
}
const SPACE = { wait: 'spaceLow', bad: 'spaceFull' } as const;

function becauseOf(key: string, t: (word: NonNullable<ReturnType<typeof whyOf>>) => string): string {
  const known = whyOf(key);
  return known ? t(known) : '';
}

/** Puts a condition into the reader's words. */
export function useWording(board: Board | null): (condition: Condition) => Worded {
  const t = useTexts(noticeWords);
  const locale = useLocale();
  const reasons = useHelpReasons().data;
  const keeper = may(useSession(), 'slips.all');
  return useCallback(
    (one) => {
      const agent = (id: string): string => nameIn(board?.agents[id]?.name, locale);
      const why = (id: string): string =>
        nameIn(reasons?.find(({ id: known }) => known === id)?.name, locale);
      const because = (key: string): string => becauseOf(key, t);
      const textOf = (of: OfAgent): string => {
        if (of.kind === 'help') return why(of.reason);
        return of.kind === 'phone' ? because(of.why) : '';
      };
      if ('agent' in one) {
        const over = one.kind === 'pause' ? one.over : '';
        return { title: t(one.kind, { agent: agent(one.agent), over }), text: textOf(one), to: '/board' };
      }
      if ('n' in one) {
        const { word, to } = counted(one, keeper);
        return { title: t(word, one), text: '', to };
      }
      switch (one.kind) {
        case 'part':
          return { title: t(one.part), text: t('partText'), to: '/settings' };
        case 'space':
          return { title: t(SPACE[one.tone], one), text: '', to: '/recordings' };
        case 'myPhone':
          return { title: t('myPhone'), text: because(one.why), to: '/desk' };
        case 'myPause':
          return { title: t('myPause', { over: one.over }), text: '', to: '/desk' };
        case 'wait': {
          const queue = nameIn(board?.queues[one.queue]?.name, locale);
          const title = t('wait', { queue, longest: one.longest, promise: one.promise });
          return { title, text: '', to: '/board' };
        }
        case 'callback': {
          const who = calledBack(one.callback, t('unknown'));
          return { title: t('callback', { who }), text: one.callback.note, to: '/desk' };
        }
      }
    },
    [t, locale, board, reasons, keeper],
  );
}
