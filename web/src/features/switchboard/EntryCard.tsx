/** One entry: who it is, every number with a way to call it and to pass the call at hand on. */
import { EyeInvisibleOutlined, SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { DirectoryEntry } from '@/api/directory';
import { CallButton } from '@/shared/dial/CallButton';
import { usePass } from '@/shared/dial/pass';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { directoryWords } from './words';

function Numbers({ entry, name }: { entry: DirectoryEntry; name: string }) {
  const t = useTexts(directoryWords);
  const pass = usePass();
  return (
    <ul className="entry-numbers">
      {entry.reach.map(({ kind, id, number }) => (
        <li key={`${kind}-${id}`}>
          <strong className="num">{groupPhone(number)}</strong>
          <CallButton to={{ kind, id }} who={name} wide />
          {pass ? (
            <Button
              size="small"
              icon={<SwapOutlined aria-hidden />}
              title={t('transferTo', { number })}
              aria-label={t('transferTo', { number })}
              onClick={() => pass({ kind, id })}
            >
              {t('transfer')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface Props {
  entry: DirectoryEntry;
  /** Null: for who does not keep the directory, or an entry of the house. */
  onEdit: (() => void) | null;
}

export function EntryCard({ entry, onEdit }: Props) {
  const t = useTexts(directoryWords);
  const locale = useLocale();
  const name = nameIn(entry.name, locale);
  const other = name === entry.name.zh ? entry.name.en : entry.name.zh;
  return (
    <>
      <h2>{name}</h2>
      <p className="quiet">
        {[other === name ? '' : other, t(entry.kind), nameIn(entry.department, locale)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {entry.hidden ? (
        <p>
          <span className="pill wait">
            <EyeInvisibleOutlined aria-hidden /> {t('hidden')}
          </span>
        </p>
      ) : null}
      {entry.masked ? <p>{t('masked')}</p> : <Numbers entry={entry} name={name} />}
      {entry.note ? <p className="entry-note">{entry.note}</p> : null}
      {onEdit ? <Button onClick={onEdit}>{t('edit')}</Button> : null}
    </>
  );
}
