/** What somebody sees who is not signed in: the way in, or on an empty installation the way to set it up. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { getSetup } from '@/api/calls';
import type { Session, SetupMade } from '@/api/types';
import { SignIn } from '@/features/people/SignIn';
import { changePerson } from '@/shared/session/session';
import { Opening } from './Opening';
import { keepMade } from './welcome/made';

const SetupWizard = lazy(async () => ({
  default: (await import('@/features/setup/SetupWizard')).SetupWizard,
}));

export function Entrance() {
  const client = useQueryClient();
  const setup = useQuery({ queryKey: ['setup'], queryFn: getSetup, staleTime: Infinity, retry: false });
  const setUp = (session: Session, made: SetupMade): void => {
    keepMade(made);
    history.replaceState(null, '', '/welcome'); // the rooms begin where the address says
    changePerson(client, session);
  };
  if (setup.isPending) return null; // the picture of the page's head still stands
  if (!setup.data?.open) return <SignIn onSignedIn={(session) => changePerson(client, session)} />;
  return (
    <Suspense fallback={<Opening />}>
      <SetupWizard admitted={setup.data.admitted} onChanged={() => void setup.refetch()} onSetUp={setUp} />
    </Suspense>
  );
}
