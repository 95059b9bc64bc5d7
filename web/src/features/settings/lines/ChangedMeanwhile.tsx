/** What somebody else changed in the item that is being written here, field by field. */
import { MeanwhileNote } from '@/shared/config/MeanwhileNote';
import { touched } from '@/shared/config/meanwhile';
import { meanwhileWords } from '@/shared/config/meanwhile-words';
import type { Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import type { useWriting } from './use-drafts';
import { lineWords } from './words';

/** What fields are called, and what they say, in the reader's words. */
function useSaying() {
  const t = useTexts(meanwhileWords);
  const locale = useLocale();
  const words: Record<string, string> = lineWords[locale];
  const field = (name: string): string => words[name === 'name' ? 'nameZh' : name] ?? name;
  const value = (name: string, said: unknown): string => {
    if (said === undefined || said === null) return t('none');
    if (name === 'name') return nameIn(said as { zh: string; en: string }, locale);
    if (typeof said === 'boolean') return t(said ? 'on' : 'off');
    if (typeof said === 'string' || typeof said === 'number') return words[said] ?? String(said);
    if (Array.isArray(said) && said.every((one) => typeof one === 'string')) return said.join(' ');
    return JSON.stringify(said);
  };
  const say = (before: Body, after: Body): string[] =>
    touched(before, after).map((name) =>
      t('fromTo', { field: field(name), before: value(name, before[name]), after: value(name, after[name]) }),
    );
  return { field, say };
}

export function ChangedMeanwhile({ writing }: { writing: ReturnType<typeof useWriting> }) {
  const { field, say } = useSaying();
  return <MeanwhileNote item={writing} say={say} field={field} />;
}
