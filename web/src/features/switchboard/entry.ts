/** An own entry as its form has it, and as it is sent. Pure. */
import type { EntryAsked, EntryWhole } from '@/api/directory';

export type Draft = Omit<EntryAsked, 'numbers' | 'revision'> & { numbers: string };

export const NEW: Draft = {
  kind: 'person',
  zh: '',
  en: '',
  pinyin: '',
  department: '',
  department_en: '',
  extension: '',
  numbers: '',
  note: '',
  hidden: false,
};

export function draftOf(entry: EntryWhole): Draft {
  const { kind, zh, en, pinyin, department, department_en, extension, note, hidden } = entry;
  const numbers = entry.numbers.join('\n');
  return { kind, zh, en, pinyin, department, department_en, extension, numbers, note, hidden };
}

/** Numbers one a line; what is empty is left out. `revision`: the one that was seen, of an entry that is there. */
export function askedOf(draft: Draft, revision: number | null): EntryAsked {
  const numbers = draft.numbers
    .split(/[\n;；]/)
    .map((number) => number.trim())
    .filter(Boolean);
  return { ...draft, numbers, revision };
}

/** At which field a refusal belongs; '' at none. */
const FIELDS: Record<string, keyof Draft> = {
  'directory.no_name': 'zh',
  'directory.bad_pinyin': 'pinyin',
  'directory.bad_extension': 'extension',
  'directory.extension_taken': 'extension',
  'directory.no_number': 'extension',
  'directory.bad_number': 'numbers',
  'directory.many_numbers': 'numbers',
};

export const fieldOf = (key: string): keyof Draft | '' => FIELDS[key] ?? '';
