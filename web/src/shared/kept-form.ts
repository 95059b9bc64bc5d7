/**
 * What is written in a form, kept in this browser until the server has it: a reload, or an answer that was lost on the
 * way, costs no word. The key of the request is kept with it, so that what is sent again after that is still one.
 */
import { useEffect, useState } from 'react';
import { forgetOld, keep, readKept } from './kept';
import { newOnce } from './once';

const PREFIX = 'huawu.form.';

interface Kept {
  key: string;
  words: object;
}

const read = (name: string): Kept | null =>
  readKept(name, ({ key, words }) =>
    typeof key === 'string' && key && words instanceof Object ? { key, words } : null,
  );

/** Of the same kind in every field. */
const fits = <Words extends object>(words: object, blank: Words): words is Words =>
  Object.entries(blank).every(([field, value]) => typeof words[field as keyof object] === typeof value);

/**
 * The words of one form. `what`: which form, of whom and about what; '' where nothing is to be kept. `blank`: as it
 * begins. `forget`: the server has it, or nobody wants it.
 */
export function useKeptForm<Words extends object>(what: string, blank: Words) {
  const name = what && PREFIX + what;
  const [begun] = useState(blank);
  const [form, setForm] = useState(() => {
    forgetOld(PREFIX, read);
    const kept = name ? read(name) : null;
    return kept && fits(kept.words, blank)
      ? { key: kept.key, words: kept.words }
      : { key: newOnce(), words: blank };
  });
  useEffect(() => {
    if (!name) return;
    if (JSON.stringify(form.words) === JSON.stringify(begun)) localStorage.removeItem(name);
    else keep(name, form);
  }, [name, form, begun]);
  const set = (change: Partial<Words>): void =>
    setForm((before) => ({ ...before, words: { ...before.words, ...change } }));
  const forget = (): void => localStorage.removeItem(name);
  return { ...form, set, forget };
}
