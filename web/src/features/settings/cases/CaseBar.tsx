/** What is arranged anew and waits to be put in force: what changes, and the way back from a refusal. */
import { useQueries } from '@tanstack/react-query';
import { listConfig } from '@/api/calls';
import type { Name } from '@/api/types';
import type { ItemChanged } from '@/api/versions';
import { PublishBar } from '@/shared/config/PublishBar';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useWords } from './all-words';
import { useFieldNames } from './ItemForm';
import { ONLY, type Kind } from './kinds';
import { useAgain } from './use-arranging';
import { arrangeWords } from './words';

/** How one of those is called of which there are no others. */
export function useFixedName(): (kind: Kind, key: string) => string {
  const t = useTexts(arrangeWords);
  const word = useWords();
  return (kind, key) =>
    kind === 'case_promise'
      ? t('promiseOf', { priority: t(key as 'high') })
      : word(`only_${key}`) || word(kind);
}

function Differences({ changes }: { changes: ItemChanged[] }) {
  const t = useTexts(arrangeWords);
  const locale = useLocale();
  const differing = useFieldNames();
  const fixed = useFixedName();
  const nameOf = ({ kind, key, before, after }: ItemChanged): string => {
    if ((kind as Kind) in ONLY) return fixed(kind as Kind, key);
    const name = (after?.name ?? before?.name) as Name | undefined;
    return nameIn(name, locale) || key;
  };
  return (
    <ul className="arrange-told">
      {changes.map((one) => {
        const { kind, key, before, after } = one;
        const name = nameOf(one);
        if (after?.off) return <li key={kind + key}>{t('switchedOff', { name })}</li>;
        if (!before || !after) return <li key={kind + key}>{t(after ? 'isNew' : 'gone', { name })}</li>;
        return <li key={kind + key}>{t('changed', { name, fields: differing(kind, before, after) })}</li>;
      })}
    </ul>
  );
}

export function CaseBar({ kinds }: { kinds: readonly Kind[] }) {
  const t = useTexts(arrangeWords);
  const lists = useQueries({
    queries: kinds.map((kind) => ({ queryKey: ['config', kind], queryFn: () => listConfig(kind) })),
    combine: (all) => all.map(({ data }) => data),
  });
  return (
    <PublishBar
      lists={lists}
      kinds={kinds}
      again={useAgain()}
      wayTo={() => null}
      changes={(n) => t('changes', { n })}
      Differences={Differences}
    />
  );
}
