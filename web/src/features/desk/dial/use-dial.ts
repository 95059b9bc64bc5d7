/** Call somebody, and say what the line said when nobody was reached. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { Problem } from '@/api/client';
import { dialCall, type DialTo } from '@/api/dial';
import type { Fact } from '@/api/live';
import type { Me } from '@/api/types';
import { wishNoMore } from '@/shared/dial/wish';
import { useTexts } from '@/shared/i18n/texts';
import { listen } from '@/shared/live/connection';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { ME_KEY } from '../me';
import { usePop } from '../pop';
import { dialWords, signalWord } from './dial-words';
import { askAnew, isNoteLost, keepNote, putNote, takeUpNote } from './kept-note';

/** So long after the call it is known what became of the promise that it was made for. */
const KEPT_MS = 3_000;

/** Given up by the agent, or gone over into the call that was taken. */
const QUIET = ['cancelled', 'picked_up'];

/** The calls that this page began and that go on. */
const mine = new Set<string>();

interface Asked {
  to: DialTo;
  note: string;
}

/** Nothing calls anybody now. */
const AWAY = 'live.away';

/** Nobody knows whether the call is made: the answer was lost on the way. */
const isLost = (failure: unknown): boolean =>
  !(failure instanceof Problem) || failure.status === 0 || (failure.status >= 500 && failure.key !== AWAY);

/** The note is kept here until the call's wrap-up has it. */
export function useDial(agent: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: ({ to, note }: Asked) => {
      askAnew(agent);
      keepNote(agent, to, note);
      return dialCall(to, note);
    },
    onSuccess: ({ interaction, note_kept }, { to, note }) => {
      mine.add(interaction);
      if (note && !note_kept) putNote(agent, interaction, note);
      keepNote(agent, to, '');
      wishNoMore();
      void client.invalidateQueries({ queryKey: ME_KEY });
    },
    onError: (failure, { to, note }) => {
      if (isLost(failure)) keepNote(agent, to, note, true);
      onError(failure);
      void client.invalidateQueries({ queryKey: isLost(failure) ? ME_KEY : ['preparation'] });
    },
  });
}

/** The call that this agent dialled, or by which somebody is called back. */
function dialledIn(me: Me | undefined): string | undefined {
  const out = me?.call?.stage === 'dialling' || me?.interaction?.direction === 'out';
  return out ? me?.call?.interaction : undefined;
}

/**
 * Mounted once: the note of a call whose answer was lost goes into its wrap-up as soon as the call is seen. One that
 * calls back who asked for it is another.
 */
export function useNoteTakenUp(me: Me | undefined): void {
  const agent = me?.agent.id;
  const dialled = dialledIn(me);
  const pop = usePop(agent && dialled && isNoteLost(agent) ? dialled : null).data;
  const taken = pop && !pop.called_back ? pop.interaction : undefined;
  useEffect(() => {
    if (agent && taken) takeUpNote(agent, taken);
  }, [agent, taken]);
}

/** A call of this page that ended without a talk: why; undefined of all other facts. */
export function endedWithout({ kind, body }: Fact, own: ReadonlySet<string>): string | undefined {
  if (kind !== 'interaction.ended' || !own.has(String(body.interaction))) return undefined;
  return typeof body.answered_at === 'number' ? undefined : String(body.cause);
}

/** Mounted once. */
export function useDialSaid(): void {
  const t = useTexts(dialWords);
  const client = useQueryClient();
  const { notification } = App.useApp();
  useEffect(
    () =>
      listen({
        snapshot: () => undefined,
        facts: (facts) => {
          for (const fact of facts) {
            const cause = endedWithout(fact, mine);
            if (cause !== undefined && !QUIET.includes(cause))
              notification.info({ title: t(signalWord(cause)), placement: 'bottomRight' });
            if (fact.kind === 'interaction.dialled' && typeof fact.body.callback === 'string')
              window.setTimeout(() => void client.invalidateQueries({ queryKey: ['callbacks'] }), KEPT_MS);
            if (fact.kind === 'interaction.ended') mine.delete(String(fact.body.interaction));
          }
        },
      }),
    [client, notification, t],
  );
}
