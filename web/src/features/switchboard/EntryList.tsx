/** What was found, one line each; the field above says which one is at hand (aria-activedescendant). */
import { EyeInvisibleOutlined } from '@ant-design/icons';
import type { DirectoryEntry } from '@/api/directory';
import { useBoard } from '@/shared/board/board-store';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { StateMark } from '@/shared/ui/StateMark';
import { directoryWords } from './words';

interface Props {
  id: string;
  entries: readonly DirectoryEntry[];
  nth: number;
  onChoose: (nth: number) => void;
  onCall: (nth: number) => void;
}

const intoView = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });

export const lineId = (id: string, nth: number): string => `${id}-${nth}`;

function Line({ entry }: { entry: DirectoryEntry }) {
  const t = useTexts(directoryWords);
  const locale = useLocale();
  const state = useBoard()?.agents[entry.agent ?? '']?.state;
  return (
    <>
      <strong className="who-name">{nameIn(entry.name, locale)}</strong>
      <span className="quiet">{nameIn(entry.department, locale) || t(entry.kind)}</span>
      <span className="num quiet">
        {entry.masked ? (
          <EyeInvisibleOutlined title={t('hidden')} aria-label={t('hidden')} />
        ) : (
          groupPhone(entry.reach[0]?.number ?? '')
        )}
      </span>
      <span>{state ? <StateMark state={state} /> : null}</span>
    </>
  );
}

export function EntryList({ id, entries, nth, onChoose, onCall }: Props) {
  const t = useTexts(directoryWords);
  return (
    <ul className="entry-list" id={id} role="listbox" aria-label={t('found')}>
      {entries.map((entry, place) => (
        <li
          key={entry.id}
          id={lineId(id, place)}
          role="option"
          aria-selected={place === nth}
          className="entry-line"
          ref={place === nth ? intoView : undefined}
          onClick={() => onChoose(place)}
          onDoubleClick={() => onCall(place)}
        >
          <Line entry={entry} />
        </li>
      ))}
    </ul>
  );
}
