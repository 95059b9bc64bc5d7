/** What was said, line by line: when, who, what. */
import type { WordsLine } from '@/api/spoken';
import { clockOf } from '@/shared/format/duration';
import { useTexts } from '@/shared/i18n/texts';
import { spokenWords } from './words';
import './spoken.css';

export function Lines({ lines }: { lines: readonly WordsLine[] }) {
  const t = useTexts(spokenWords);
  return (
    <ol className="spoken">
      {lines.map((line) => (
        <li key={`${line.at} ${line.side} ${line.text}`}>
          <span className="num quiet">{clockOf(Math.floor(line.seconds))}</span>
          <span className={`is-${line.side}`}>{t(line.side)}</span>
          <span>
            {line.text}
            {line.typed ? <span className="quiet"> · {t('typed')}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
