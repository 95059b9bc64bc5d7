/** Whom a call goes to, by the name that the page knows. */
import { useCallback } from 'react';
import type { To } from '@/api/control';
import { useBoard } from '@/shared/board/board-store';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';
import { useQueueName } from '@/shared/ui/names';

export function useToName(): (to: To) => string {
  const locale = useLocale();
  const queue = useQueueName();
  const agents = useBoard()?.agents;
  return useCallback(
    ({ kind, id }) => {
      if (kind === 'queue') return queue(id);
      const all = agents ?? {};
      const one = kind === 'agent' ? all[id] : Object.values(all).find(({ extension }) => extension === id);
      return nameIn(one?.name, locale) || (kind === 'agent' ? id : groupPhone(id));
    },
    [agents, queue, locale],
  );
}
