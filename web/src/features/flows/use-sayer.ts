/** The words that nodes are told with: texts of prompts, names of what is named. */
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { listConfig } from '@/api/calls';
import type { Name } from '@/api/types';
import { nameOf, type Choice } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { graphWords } from '@/shared/flow/words';
import { editWords } from './edit-words';
import { kindWords } from './kind-words';
import { usePrompts } from './said/use-prompts';
import type { Sayer } from './say';

/** What nodes may name. A mailbox is that of a queue or of an extension. */
const NAMED = ['queue', 'hours', 'skill', 'ring_group', 'extension', 'flow'] as const;
const MAILBOXES = ['queue', 'extension'];

/** The items of every kind that nodes may name, drafts included. */
export function useNamed(): (kind: string) => Choice[] {
  const locale = useLocale();
  const asked = useQueries({
    queries: NAMED.map((kind) => ({ queryKey: ['config', kind], queryFn: () => listConfig(kind) })),
    combine: (all) => all.map(({ data }) => data),
  });
  const choices = useMemo(() => {
    const found: Record<string, Choice[]> = {};
    for (const list of asked)
      if (list)
        found[list.kind] = list.items
          .filter((entry) => !entry.draft_removes)
          .map((entry) => {
            const name = nameIn(nameOf(entry), locale);
            const numbered = list.kind === 'extension' && name ? `${name} ${entry.key}` : name;
            return { value: entry.key, label: numbered || entry.key };
          });
    return found;
  }, [asked, locale]);
  return useCallback(
    (kind) => (kind === 'mailbox' ? MAILBOXES.flatMap((one) => choices[one] ?? []) : (choices[kind] ?? [])),
    [choices],
  );
}

export function useSayer(): Sayer {
  const locale = useLocale();
  const t = useTexts(kindWords);
  const e = useTexts(editWords);
  const g = useTexts(graphWords);
  const named = useNamed();
  const { byId } = usePrompts();
  return useMemo(
    () => ({
      t,
      e,
      g,
      prompt: (id) => {
        const says = byId.get(id)?.says;
        return says?.[locale] || says?.['zh-CN'] || id;
      },
      known: (kind, key) => named(kind).find(({ value }) => value === key)?.label ?? key,
      name: (name: Name | undefined) => nameIn(name, locale),
    }),
    [t, e, g, named, byId, locale],
  );
}
