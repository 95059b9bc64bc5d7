/** The four named parts of a service talk (4S). */
import { useTexts } from '@/shared/i18n/texts';
import type { Part } from './draft';
import { editWords } from './edit-words';
import { WordsFields } from './WordsFields';

interface Given {
  parts: Part[];
  change: (parts: Part[]) => void;
}

export function PartsEditor({ parts, change }: Given) {
  const t = useTexts(editWords);
  const put = (place: number, part: Part): void =>
    change(parts.map((one, at) => (at === place ? part : one)));
  return (
    <ol className="library-steps">
      {parts.map((part, place) => (
        <li key={place} aria-label={t('part', { n: place + 1 })}>
          <WordsFields
            label={`${t('part', { n: place + 1 })} ${t('partName')}`}
            words={part.name}
            change={(name) => put(place, { ...part, name })}
          />
          <WordsFields
            tall
            label={`${t('part', { n: place + 1 })} ${t('line')}`}
            words={part.line}
            change={(line) => put(place, { ...part, line })}
          />
        </li>
      ))}
    </ol>
  );
}
