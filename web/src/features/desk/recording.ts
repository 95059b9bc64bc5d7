/** The recording of the call in hand: what may be done with it, and what the live link tells of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { recordCall, type CallShown, type RecordingDeed } from '@/api/control';
import type { Fact } from '@/api/live';
import { listen } from '@/shared/live/connection';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { callKey } from './call';

const DEEDS = ['start', 'pause', 'resume', 'stop'] as const;

/** What may be done now, in this order. */
export const deedsOn = (call: CallShown): RecordingDeed[] =>
  DEEDS.filter((deed) => call.may.includes(`${deed}_recording`));

/** Whether a fact tells something new of how this call is recorded. */
export const isOfRecording = ({ kind, body }: Fact, interaction: string): boolean =>
  kind.startsWith('recording.') && body.interaction === interaction;

/** Ask for something; the answer is the call as it then is. */
export function useRecording(interaction: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  useEffect(
    () =>
      listen({
        facts: (facts) => {
          if (facts.some((fact) => isOfRecording(fact, interaction)))
            void client.invalidateQueries({ queryKey: callKey(interaction) });
        },
      }),
    [client, interaction],
  );
  return useMutation({
    mutationFn: (deed: RecordingDeed) => recordCall(interaction, deed),
    onSuccess: (call) => client.setQueryData(callKey(interaction), call),
    onError: (failure) => {
      onError(failure);
      void client.invalidateQueries({ queryKey: callKey(interaction) });
    },
  });
}
