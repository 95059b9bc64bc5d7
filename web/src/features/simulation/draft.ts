/** What is being changed on the page, and how it is asked and said. */
import type { Changes, DayChoices, MoreAgents, WithoutAgent } from '@/api/simulation';
import type { Locale } from '@/api/types';
import { nameIn, type Speak } from '@/shared/i18n/texts';
import { STRATEGIES } from '@/shared/routing/strategies';
import type { simulationWords } from './words';

export type T = Speak<(typeof simulationWords)['zh-CN']>;

export interface More {
  who: string; // an agent's id, or `queue:` and a queue
  count: number;
  from: string;
  until: string;
}
export interface Fewer {
  agent: string;
  from: string;
  until: string;
}
export interface Strategy {
  queue: string;
  strategy: string;
}
export interface Draft {
  rules: 'then' | 'now' | 'draft';
  more: More[];
  fewer: Fewer[];
  strategies: Strategy[];
  calls: number;
  patience: number;
  repeats: number;
}

export const UNCHANGED: Draft = {
  rules: 'then',
  more: [],
  fewer: [],
  strategies: [],
  calls: 0,
  patience: 100,
  repeats: 20,
};
const QUEUE = 'queue:';
export const asQueue = (queue: string): string => QUEUE + queue;

const hours = (row: { from: string; until: string }) => ({
  ...(row.from ? { from: row.from } : {}),
  ...(row.until ? { until: row.until } : {}),
});

/** As the server is asked; lines that are not filled in are left out. */
export function changesOf(draft: Draft): Changes {
  const agents = draft.more
    .filter((row) => row.who)
    .map((row): MoreAgents => {
      const queue = row.who.startsWith(QUEUE) ? row.who.slice(QUEUE.length) : null;
      const who = queue === null ? { like: row.who, queues: [] } : { queues: [queue] };
      return { count: row.count, skills: {}, ...who, ...hours(row) };
    });
  const without = draft.fewer
    .filter((row) => row.agent)
    .map((row): WithoutAgent => ({ agent: row.agent, ...hours(row) }));
  const changed = draft.strategies.filter((row) => row.queue && row.strategy);
  return {
    rules: draft.rules,
    agents,
    without,
    queues: Object.fromEntries(changed.map((row) => [row.queue, { strategy: row.strategy }])),
    calls_percent: draft.calls,
    patience: draft.patience / 100,
  };
}

/** A strategy in words; one that the page does not know by its key. */
export function strategyName(t: T, strategy: string): string {
  const known = STRATEGIES.find((one) => one === strategy);
  return known ? t(known) : strategy;
}

/** What was changed, in a few words. */
export function said(changes: Partial<Changes>, day: DayChoices | undefined, t: T, locale: Locale): string {
  const agent = (id: string | null | undefined): string => {
    const found = day?.agents.find((one) => one.id === id);
    return found ? nameIn(found.name, locale) : (id ?? '');
  };
  const queue = (id: string): string => nameIn(day?.queues.find((one) => one.id === id)?.name, locale) || id;
  const when = (row: { from?: string | null; until?: string | null }): string =>
    row.from || row.until
      ? t('span', { from: row.from ?? t('dawn'), until: row.until ?? t('dusk') })
      : t('allDay');
  const parts = [
    ...(changes.rules === 'now' ? [t('chgNow')] : []),
    ...(changes.rules === 'draft' ? [t('chgDraft')] : []),
    ...(changes.agents ?? []).map((row) => {
      const who = row.like ? agent(row.like) : (row.queues ?? []).map(queue).join(' + ');
      return t('chgMore', { when: when(row), n: row.count ?? 1, who });
    }),
    ...(changes.without ?? []).map((row) => t('chgFewer', { when: when(row), who: agent(row.agent) })),
    ...Object.entries(changes.queues ?? {}).map(([id, rules]) =>
      t('chgStrategy', { queue: queue(id), strategy: strategyName(t, rules.strategy ?? '') }),
    ),
    ...(changes.calls_percent
      ? [t('chgCalls', { n: `${changes.calls_percent > 0 ? '+' : ''}${changes.calls_percent}` })]
      : []),
    ...(changes.patience && changes.patience !== 1
      ? [t('chgPatience', { n: Math.round(changes.patience * 100) })]
      : []),
  ];
  return parts.join(t('and'));
}
