/** Call somebody, and say what the line said when nobody was reached. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { dialCall, type DialTo } from '@/api/dial';
import type { Fact } from '@/api/live';
import { wishNoMore } from '@/shared/dial/wish';
import { useTexts } from '@/shared/i18n/texts';
import { listen } from '@/shared/live/connection';
import { useSayRefusal } from '../actions';
import { ME_KEY } from '../me';
import { dialWords, signalWord } from './dial-words';

/** So long after the call it is known what became of the promise that it was made for. */
const KEPT_MS = 3_000;

/** The calls that this page began and that go on. */
const mine = new Set<string>();

export function useDial() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: ({ to, note }: { to: DialTo; note: string }) => dialCall(to, note),
    onSuccess: ({ interaction }) => {
      mine.add(interaction);
      wishNoMore();
      void client.invalidateQueries({ queryKey: ME_KEY });
    },
    onError: (failure) => {
      onError(failure);
      void client.invalidateQueries({ queryKey: ['preparation'] });
    },
  });
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
            if (cause !== undefined && cause !== 'cancelled')
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
