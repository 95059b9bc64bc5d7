/** Who is signed in and what they may do. */
import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Session } from '@/api/types';

export type Permission =
  | 'board.see'
  | 'figures.see'
  | 'interactions.own'
  | 'interactions.all'
  | 'recordings.own'
  | 'recordings.all'
  | 'recordings.export'
  | 'recordings.hold'
  | 'customers.see'
  | 'customers.change'
  | 'customers.keep'
  | 'customers.open'
  | 'numbers.see'
  | 'agent.work'
  | 'callbacks.all'
  | 'help.answer'
  | 'calls.record'
  | 'calls.supervise'
  | 'config.see'
  | 'config.change'
  | 'routing.change'
  | 'abilities.change'
  | 'people.change'
  | 'prompts.change'
  | 'flows.change'
  | 'cases.arrange'
  | 'simulation.run'
  | 'directory.hidden'
  | 'directory.change'
  | 'cases.see'
  | 'cases.work'
  | 'cases.assign'
  | 'scripts.see'
  | 'scripts.write'
  | 'scripts.approve'
  | 'duty.switch'
  | 'slips.take'
  | 'slips.all'
  | 'tickets.work'
  | 'tickets.arrange'
  | 'test_calls.place';

export const SESSION_KEY = ['session'] as const;
/** Named by the mutation that ends it. */
export const LEAVING = ['session', 'leaving'] as const;

/** For the picture that stands until the page is there: next time, somebody will most likely be let in (or not). */
export function rememberInside(inside: boolean): void {
  localStorage.setItem('huawu.inside', inside ? '1' : '0');
  // The wallboard stands alone: it has no frame.
  const framed = inside && location.pathname !== '/wallboard';
  document.documentElement.dataset.shell = framed ? 'frame' : 'door';
}

/** Someone came or went: what was fetched for the one before is forgotten. */
export function changePerson(client: QueryClient, session: Session | null): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
  client.setQueryData(SESSION_KEY, session);
}

export const SessionContext = createContext<Session | null>(null);

/** The session; only for what is drawn after sign-in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('drawn outside a session');
  return session;
}

export const may = (session: Session, ...any: Permission[]): boolean =>
  any.some((permission) => session.permissions.includes(permission));

/** Whether this person works at an agent's desk: the right to, and a place to. */
export const hasDesk = (session: Session): boolean => session.agent !== null && may(session, 'agent.work');

/** Whether the pages of mailboxes, extensions and conferences concern this person: an own place, or those of others. */
export const hasLines = (session: Session): boolean =>
  session.agent !== null || may(session, 'calls.supervise');
