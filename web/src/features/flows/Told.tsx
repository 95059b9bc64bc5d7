/** What differs between two states of flows, in words. */
import { useMemo } from 'react';
import type { ItemChanged } from '@/api/versions';
import type { Name } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { bodyLines } from './diff';
import { diffWords } from './diff-words';
import { useSayer } from './use-sayer';

export function useLines(): (before: Body, after: Body) => string[] {
  const d = useTexts(diffWords);
  const words = useSayer();
  return useMemo(() => (before, after) => bodyLines(before, after, { ...words, d }), [words, d]);
}

export function Differences({ changes }: { changes: ItemChanged[] }) {
  const d = useTexts(diffWords);
  const lines = useLines();
  const { name: say } = useSayer();
  if (!changes.length) return <p className="quiet">{d('noDifference')}</p>;
  return (
    <ul className="flow-told">
      {changes.map(({ key, before, after }) => {
        const name = say((after ?? before)?.name as Name | undefined) || key;
        return (
          <li key={key}>
            <strong>{d(!after ? 'goneFlow' : before ? 'changedFlow' : 'newFlow', { name })}</strong>
            {before && after ? (
              <ul>
                {lines(before, after).map((line, nth) => (
                  <li key={nth}>{line}</li>
                ))}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
