/** The script of the call at hand: asked once, then kept by what the agent does. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/client';
import {
  getAtHand,
  getVocabulary,
  rateScript,
  sayScript,
  stepScript,
  type AtHand,
  type Step,
  type Use,
} from '@/api/scripts';
import { useSayRefusal } from '@/shared/ui/say-refusal';

export const handKey = (interaction: string) => ['script', interaction] as const;

/** The call may be younger than what the server has read: asked again soon. */
const worthAgain = (tries: number, failure: unknown): boolean =>
  tries < 6 && (!(failure instanceof Problem) || [0, 404].includes(failure.status) || failure.status >= 500);

export const useAtHand = (interaction: string) =>
  useQuery({
    queryKey: handKey(interaction),
    queryFn: () => getAtHand(interaction),
    staleTime: 30_000,
    retry: worthAgain,
    retryDelay: (tries) => Math.min(200 * 2 ** tries, 3_000),
  });

export const useVocabulary = () =>
  useQuery({ queryKey: ['script-vocabulary'], queryFn: getVocabulary, staleTime: 5 * 60_000 });

/** What is at hand after a use was begun or has gone on. */
export function withUse(hand: AtHand, use: Use): AtHand {
  const before = hand.use && hand.use.id !== use.id ? hand.use.script : null;
  const scripts = hand.scripts.map((one) => ({
    ...one,
    aside: one.id === before || (one.aside && one.id !== use.script),
  }));
  if (use.line) return { ...hand, use, scripts };
  const ended = [use, ...hand.ended.filter((one) => one.id !== use.id)];
  return { ...hand, use: null, preview: null, scripts, ended };
}

export type Did = Step['did'];
export type Do = (did: Did, detail?: string, note?: string) => void;

/** Begin scripts, take steps, rate them. While a step is under way no other one is taken. */
export function useSaying(interaction: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  const keep = (use: Use): void =>
    void client.setQueryData<AtHand>(handKey(interaction), (hand) => hand && withUse(hand, use));
  const begin = useMutation({
    mutationFn: (script: string) => sayScript(interaction, script),
    onSuccess: keep,
    onError,
  });
  const step = useMutation({
    mutationFn: ({ use, ...body }: Step & { use: string }) => stepScript(use, body),
    onSuccess: keep,
    onError: (failure) => {
      onError(failure);
      void client.invalidateQueries({ queryKey: handKey(interaction) });
    },
  });
  const rate = useMutation({
    mutationFn: ({ use, helpful }: { use: Use; helpful: boolean | null }) => rateScript(use.id, helpful),
    onSuccess: (_, { use, helpful }) => keep({ ...use, helpful }),
    onError,
  });
  return { begin, step, rate };
}
