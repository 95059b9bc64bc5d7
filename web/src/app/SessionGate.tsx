/** Shows the sign-in page until someone is signed in; then the rooms, with the live link open. */
import { useIsMutating, useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { getSession } from '@/api/calls';
import { keepCsrf, Problem } from '@/api/client';
import type { Session } from '@/api/types';
// The board hears the first snapshot even when another room is opened first.
import '@/shared/board/board-store';
import { keepZone } from '@/shared/format/time';
import { startLive, stopLive } from '@/shared/live/connection';
import { usePreferences } from '@/shared/session/preferences';
import { LEAVING, rememberInside, SESSION_KEY, SessionContext } from '@/shared/session/session';
import { Failed } from '@/shared/ui/Empty';
import { Entrance } from './Entrance';

async function sessionOrNone(): Promise<Session | null> {
  try {
    return await getSession();
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 401) return null;
    throw failure;
  }
}

export function SessionGate({ children }: { children: ReactNode }) {
  const asked = useQuery({ queryKey: SESSION_KEY, queryFn: sessionOrNone, staleTime: Infinity });
  const leaving = useIsMutating({ mutationKey: LEAVING }) > 0;
  const session = asked.data ?? null;
  const user = session?.user;
  const { change } = usePreferences();

  if (session) {
    keepCsrf(session.csrf);
    keepZone(session.site.zone);
  }

  useEffect(() => {
    if (user) change({ locale: user.locale, theme: user.theme });
  }, [user, change]);

  const answered = asked.isSuccess;
  useEffect(() => {
    if (answered) rememberInside(user !== undefined);
  }, [answered, user]);

  useEffect(() => {
    if (!user?.id) return;
    startLive();
    return stopLive;
  }, [user?.id]);

  if (asked.isPending || leaving) return null; // the picture of the page's head stands meanwhile (index.html)
  if (asked.isError && asked.data === undefined) {
    return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  }
  if (!session) {
    return <Entrance />;
  }
  return <SessionContext value={session}>{children}</SessionContext>;
}
