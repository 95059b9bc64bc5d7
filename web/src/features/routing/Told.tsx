/** Differences, item by item, in words. */
import type { ItemChanged } from '@/api/versions';
import { useTexts } from '@/shared/i18n/texts';
import { pageWords } from './page-words';
import { useTold } from './use-told';

export function Differences({ changes }: { changes: ItemChanged[] }) {
  const t = useTexts(pageWords);
  const told = useTold(changes);
  if (!told.length) return <p className="quiet">{t('noDifference')}</p>;
  return (
    <ul className="route-told">
      {told.map((one) => (
        <li key={one.id}>
          <strong>{one.head}</strong>
          {one.lines.length ? (
            <ul>
              {one.lines.map((line, nth) => (
                <li key={nth}>{line}</li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
