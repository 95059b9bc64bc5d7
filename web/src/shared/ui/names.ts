/** The names behind ids that many rooms show: queues, pause reasons, wrap-up types and results. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listPauseReasons, listQueues, listWrapUpTypes } from '@/api/calls';
import type { WrapUpType } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';

const LONG = { staleTime: 5 * 60_000 };

export const useQueues = () =>
  useQuery({ queryKey: ['queues'], queryFn: async () => (await listQueues()).items, ...LONG });
export const usePauseReasons = () =>
  useQuery({ queryKey: ['pause-reasons'], queryFn: async () => (await listPauseReasons()).items, ...LONG });
export const useWrapUpTypes = () =>
  useQuery({ queryKey: ['wrap-up-types'], queryFn: async () => (await listWrapUpTypes()).items, ...LONG });

export function useQueueName(): (id: string | null | undefined) => string {
  const queues = useQueues().data;
  const locale = useLocale();
  return useCallback(
    (id) => (id ? nameIn(queues?.find((queue) => queue.id === id)?.name, locale) || id : ''),
    [queues, locale],
  );
}

export function useReasonName(): (id: string | null | undefined) => string {
  const reasons = usePauseReasons().data;
  const locale = useLocale();
  return useCallback(
    (id) => (id ? nameIn(reasons?.find((reason) => reason.id === id)?.name, locale) || id : ''),
    [reasons, locale],
  );
}

/** The path of a wrap-up type from its root, as names. */
export function typePath(types: WrapUpType[], id: string): WrapUpType[] {
  for (const type of types) {
    if (type.id === id) return [type];
    const below = typePath(type.children, id);
    if (below.length) return [type, ...below];
  }
  return [];
}
