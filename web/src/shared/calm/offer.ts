/** Which complaint guide is offered, by the type of the contact or case and by what was typed and said. Pure. */
import type { Guide } from '@/api/calm';

export interface Offer {
  guide: string;
  /** What spoke for it: a word, or '' where it was the type. */
  word: string;
}

/** `types`: from the top down to the one that was chosen; a case says the last one as `complaint-attitude`. */
export interface Said {
  types: readonly string[];
  texts: readonly string[];
}

const inWords = (text: string, word: string): boolean => {
  const at = text.indexOf(word);
  if (at < 0) return false;
  // A word of letters stands alone: "sue" is not in "issue".
  if (!/^[a-z0-9]/.test(word)) return true;
  return new RegExp(`(^|[^a-z0-9])${word.replace(/[^a-z0-9]+/g, '[^a-z0-9]+')}`).test(text);
};

/** The guide that fits best: a particular one by a word, before the one of the type that lies deepest, before the
 *  first whose word is heard; null: nothing says complaint. */
export function offered(guides: readonly Guide[], { types, texts }: Said): Offer | null {
  const text = texts.join('\n').toLowerCase();
  const byWord = guides.flatMap(({ id, words }) => {
    const word = words.find((one) => inWords(text, one.toLowerCase()));
    return word ? [{ guide: id, word }] : [];
  });
  const byType = [...types]
    .reverse()
    .flatMap((type) => guides.filter((guide) => guide.types.includes(type)).map(({ id }) => id));
  const general = new Set(guides.slice(0, 1).map(({ id }) => id));
  const particular = byWord.filter(({ guide }) => !general.has(guide)).at(-1);
  if (particular) return particular;
  if (byType[0]) return { guide: byType[0], word: '' };
  return byWord[0] ?? null;
}
