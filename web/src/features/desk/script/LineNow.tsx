/** One line to say big, what the customer may answer, and the next lines small. */
import { BulbOutlined } from '@ant-design/icons';
import type { Line } from '@/api/scripts';
import { useTexts } from '@/shared/i18n/texts';
import { scriptWords } from './words';

export type Language = 'zh' | 'en';
type Words = { zh: string; en: string };

/** In the language of the talk; in the other one where nobody wrote it. */
export const inLanguage = (words: Words, language: Language): string =>
  words[language] || words.zh || words.en;

interface Given {
  line: Line;
  language: Language;
  busy?: boolean;
  choose?: (number: number) => void;
}

export function LineNow({ line, language, busy = false, choose }: Given) {
  const t = useTexts(scriptWords);
  const speak = (words: Words): string => inLanguage(words, language);
  return (
    <div className="script-now" lang={language}>
      {line.title ? <p className="quiet script-title">{speak(line.title)}</p> : null}
      <p className="script-line" role="status">
        {speak(line.line)}
      </p>
      {line.hint ? (
        <p className="script-hint">
          <BulbOutlined aria-hidden /> {speak(line.hint)}
        </p>
      ) : null}
      {line.choices.length && choose ? (
        <ol className="script-choices" aria-label={t('chosen')}>
          {line.choices.map(({ number, say }) => (
            <li key={number}>
              <button type="button" className="choice" disabled={busy} onClick={() => choose(number)}>
                <kbd className="kbd" aria-hidden>
                  {number}
                </kbd>{' '}
                {speak(say)}
              </button>
            </li>
          ))}
        </ol>
      ) : null}
      {line.ahead.length ? (
        <ol className="script-ahead" aria-label={t('ahead')}>
          {line.ahead.map((next, place) => (
            <li key={place}>{speak(next)}</li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
