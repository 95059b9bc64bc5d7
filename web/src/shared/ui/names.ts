/** The names behind ids that many rooms show: queues, pause reasons, wrap-up types and results. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listHelpReasons, listHoldReasons, listPauseReasons, listQueues, listWrapUpTypes } from '@/api/calls';
import type { Name, WrapUpType } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';

/** Why the system itself changed an agent's state. */
const OWN_REASONS: Record<string, Name> = {
  rona: { zh: '漏接来电', en: 'Missed calls' },
  phone_unreachable: { zh: '话机不可达', en: 'Phone unreachable' },
  own_call: { zh: '自己的通话', en: 'Own call' },
  no_seat: { zh: '没有席位', en: 'No seat' },
};

const LONG = { staleTime: 5 * 60_000 };

export const useQueues = () =>
  useQuery({ queryKey: ['queues'], queryFn: async () => (await listQueues()).items, ...LONG });
export const usePauseReasons = () =>
  useQuery({ queryKey: ['pause-reasons'], queryFn: async () => (await listPauseReasons()).items, ...LONG });
export const useHoldReasons = () =>
  useQuery({ queryKey: ['hold-reasons'], queryFn: async () => (await listHoldReasons()).items, ...LONG });
export const useHelpReasons = () =>
  useQuery({ queryKey: ['help-reasons'], queryFn: async () => (await listHelpReasons()).items, ...LONG });
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
    (id) => {
      if (!id) return '';
      return nameIn(reasons?.find((reason) => reason.id === id)?.name ?? OWN_REASONS[id], locale) || id;
    },
    [reasons, locale],
  );
}

/** Why a customer was put on hold; the id itself when the reason is no longer configured. */
export function useHoldReasonName(): (id: string) => string {
  const reasons = useHoldReasons().data;
  const locale = useLocale();
  return useCallback(
    (id) => nameIn(reasons?.find((reason) => reason.id === id)?.name, locale) || id,
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
