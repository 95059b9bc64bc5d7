/** Keeps this page's telephone in step with who is signed in, what was chosen and how the call stands. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Me } from '@/api/types';
import { useHeadsetKeys } from './headset';
import { useKind, wasChosen } from './phone-kind';
import { permission, canListen } from '@/shared/phone/microphone';
import { callOf } from '@/shared/phone/state';
import { theTelephone } from '@/shared/phone/the-telephone';
import { usePhone } from '@/shared/phone/use-telephone';
import { SESSION_KEY } from '@/shared/session/session';

/** A page that is loaded again takes its telephone up again, if nobody has to be asked for it. */
async function startQuietly(agent: string): Promise<void> {
  if (!wasChosen(agent, 'browser') || !canListen()) return;
  if ((await permission()) !== 'granted') return;
  await theTelephone().start();
}

/** On hold, or waiting while somebody else is called: no sound is no fault then. */
const isSilent = (me: Me | undefined): boolean =>
  me?.call?.stage === 'hold' || me?.call?.stage === 'transfer';

export function usePhoneKept(me: Me | undefined): void {
  const client = useQueryClient();
  const [kind] = useKind(me);
  const phone = usePhone();
  const agent = me?.agent.id;
  const call = callOf(phone);
  const held = isSilent(me);
  const mutedThere = me?.call?.muted ?? false;
  const takenUp = call?.purpose === 'resume' ? call.id : null;

  useEffect(() => {
    if (!agent || !kind) return;
    if (kind === 'browser') void startQuietly(agent);
    else theTelephone().stop();
  }, [agent, kind]);

  // Whoever signs out takes the telephone along; a page that is only left by its room does not.
  useEffect(
    () => () => {
      if (!client.getQueryData(SESSION_KEY)) theTelephone().stop();
    },
    [client],
  );

  useEffect(() => theTelephone().setHeld(held), [held]);

  // A page that was loaded again is as silent as it was before.
  useEffect(() => {
    if (takenUp && mutedThere) theTelephone().mute(true);
  }, [takenUp, mutedThere]);

  useHeadsetKeys(call !== null && call.purpose !== 'echo', phone.muted);
}
