/** What the palette finds beyond commands: agents, customers and contacts, as one types. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { listInteractions, searchCustomers } from '@/api/calls';
import { useBoard } from '@/shared/board/board-store';
import type { Command } from '@/shared/commands/registry';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { frameWords } from './words';

const PAUSE = 200;
const MOST = 5;

/** The words once somebody has stopped typing for a moment. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(typed), PAUSE);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return settled;
}

function useAgents(what: string): Command[] {
  const t = useTexts(frameWords);
  const locale = useLocale();
  const board = useBoard();
  const session = useSession();
  const go = useNavigate();
  return useMemo(() => {
    if (!what || !may(session, 'interactions.all')) return [];
    const wanted = what.toLowerCase();
    return Object.entries(board?.agents ?? {})
      .filter(([, one]) =>
        [one.name.zh, one.name.en, one.number, one.extension].some((text) =>
          text.toLowerCase().includes(wanted),
        ),
      )
      .slice(0, MOST)
      .map(([id, one]) => ({
        id: `agent-${id}`,
        title: `${nameIn(one.name, locale)} · ${one.number}`,
        group: t('people'),
        run: () => void go(`/interactions?agent=${id}`),
      }));
  }, [what, board, session, locale, t, go]);
}

export function useFinds(typed: string): { finds: Command[]; searching: boolean } {
  const t = useTexts(frameWords);
  const session = useSession();
  const go = useNavigate();
  const what = useSettled(typed.trim());
  const agents = useAgents(useDeferredValue(typed.trim()));
  const asks = { enabled: what.length > 1, staleTime: 10_000, placeholderData: keepPreviousData };
  const customers = useQuery({
    queryKey: ['palette', 'customers', what],
    queryFn: () => searchCustomers(what, MOST),
    ...asks,
    enabled: asks.enabled && may(session, 'customers.see'),
  });
  const contacts = useQuery({
    queryKey: ['palette', 'interactions', what],
    queryFn: () => listInteractions({ search: what }, undefined, MOST),
    ...asks,
    enabled: asks.enabled && may(session, 'interactions.own', 'interactions.all'),
  });
  const finds = useMemo(() => {
    if (!typed.trim()) return [];
    const now = dateAt(serverNow());
    const found: Command[] = [...agents];
    for (const one of customers.data?.items ?? []) {
      const number = one.numbers[0] ? groupPhone(one.numbers[0]) : '';
      const title = [one.name, number].filter(Boolean).join(' · ');
      found.push({
        id: `customer-${one.id}`,
        title,
        group: t('customersGroup'),
        run: () => void go(`/customers/${one.id}`),
      });
    }
    for (const one of contacts.data?.items ?? []) {
      const who = one.customer?.name || one.caller_name || groupPhone(one.caller);
      const title = `${who} · ${whenOf(one.started_at, now)}`;
      found.push({
        id: `contact-${one.id}`,
        title,
        group: t('contacts'),
        run: () => void go(`/interactions/${one.id}`),
      });
    }
    return found;
  }, [typed, agents, customers.data, contacts.data, t, go]);
  return { finds, searching: customers.isFetching || contacts.isFetching };
}
