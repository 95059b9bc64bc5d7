/** The library: asked once, and again after every change. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getEffect, getScript, getVocabulary, listScripts, type Script } from '@/api/scripts';
import { useSayRefusal } from '@/shared/ui/say-refusal';

const LIST = ['scripts'] as const;
const one = (id: string) => ['scripts', id] as const;

export const useScripts = () =>
  useQuery({ queryKey: LIST, queryFn: async () => (await listScripts()).items, staleTime: 30_000 });
export const useScript = (id: string) =>
  useQuery({ queryKey: one(id), queryFn: () => getScript(id), staleTime: 10_000 });
export const useVocabulary = () =>
  useQuery({ queryKey: ['script-vocabulary'], queryFn: getVocabulary, staleTime: 5 * 60_000 });
export const useEffectOf = (id: string, days: number) =>
  useQuery({
    queryKey: ['scripts', id, 'effect', days],
    queryFn: () => getEffect(id, days),
    staleTime: 60_000,
  });

/** Do something with a script: what the server answers is how it is now. */
export function useChange() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: (ask: () => Promise<Script>) => ask(),
    onSuccess: (script) => {
      client.setQueryData(one(script.id), script);
      void client.invalidateQueries({ queryKey: LIST, exact: true });
    },
    onError,
  });
}
