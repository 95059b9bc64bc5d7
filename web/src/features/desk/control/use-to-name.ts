/** Whom a call goes to, by the name that the page knows. */
import { useMemo } from 'react';
import type { CallTargets, To } from '@/api/control';
import { useBoard } from '@/shared/board/board-store';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useQueueName } from '@/shared/ui/names';
import { useCallTargets } from './use-call-targets';
import { controlWords } from './words';

const QUEUE = 'queue:';
const NONE: CallTargets = { groups: [], menus: [] };

export function useToName(): (to: To) => string {
  const locale = useLocale();
  const t = useTexts(controlWords);
  const queue = useQueueName();
  const house = useCallTargets().data ?? NONE;
  const agents = useBoard()?.agents;
  return useMemo(() => {
    const named = (from: CallTargets['groups'], key: string): string =>
      nameIn(from.find(({ id }) => id === key)?.name, locale) || key;
    const at = (number: string): string => {
      const one = Object.values(agents ?? {}).find(({ extension }) => extension === number);
      return nameIn(one?.name, locale) || groupPhone(number);
    };
    const names: Record<To['kind'], (id: string) => string> = {
      agent: (id) => nameIn(agents?.[id]?.name, locale) || id,
      queue,
      extension: at,
      number: at,
      group: (id) => named(house.groups, id),
      flow: (id) => named(house.menus, id),
      mailbox: (id) => t('mailboxOf', { who: id.startsWith(QUEUE) ? queue(id.slice(QUEUE.length)) : at(id) }),
    };
    return ({ kind, id }) => names[kind](id);
  }, [agents, house, queue, locale, t]);
}
