/** What is arranged anew and waits to be put in force: what changes, and the way back from a refusal. */
import type { Name } from '@/api/types';
import type { ItemChanged } from '@/api/versions';
import { useKind } from '@/shared/config/entries';
import { PublishBar } from '@/shared/config/PublishBar';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useFieldNames } from './ItemForm';
import { KINDS, useAgain } from './use-arranging';
import { arrangeWords } from './words';

function Differences({ changes }: { changes: ItemChanged[] }) {
  const t = useTexts(arrangeWords);
  const locale = useLocale();
  const differing = useFieldNames();
  const nameOf = ({ kind, key, before, after }: ItemChanged): string => {
    if (kind === 'case_promise') return t('promiseOf', { priority: t(key as 'high') });
    return nameIn((after ?? before)?.name as Name | undefined, locale) || key;
  };
  return (
    <ul className="arrange-told">
      {changes.map((one) => {
        const { kind, key, before, after } = one;
        const name = nameOf(one);
        if (!before || !after) return <li key={kind + key}>{t(after ? 'isNew' : 'gone', { name })}</li>;
        return <li key={kind + key}>{t('changed', { name, fields: differing(before, after) })}</li>;
      })}
    </ul>
  );
}

export function CaseBar() {
  const t = useTexts(arrangeWords);
  const lists = [
    useKind('case_type').data,
    useKind('case_urgency').data,
    useKind('case_promise').data,
    useKind('case_cause').data,
    useKind('case_solution').data,
  ];
  return (
    <PublishBar
      lists={lists}
      kinds={KINDS}
      again={useAgain()}
      wayTo={() => null}
      changes={(n) => t('changes', { n })}
      Differences={Differences}
    />
  );
}
