/** Flows that wait to be put in force; published together, their tests first. */
import { useMemo } from 'react';
import { useKind } from '@/shared/config/entries';
import { PublishBar as Bar } from '@/shared/config/PublishBar';
import { useTexts } from '@/shared/i18n/texts';
import { pageWords } from './page-words';
import { Differences } from './Told';
import { FLOWS, useAgain } from './use-flow';

const wayTo = (kind: string, key: string): string | null => (kind === 'flow' ? `/flows/edit/${key}` : null);

/** `unsaved`: what is written on this page is not in any draft yet. */
export function PublishBar({ unsaved = false }: { unsaved?: boolean }) {
  const t = useTexts(pageWords);
  const flows = useKind('flow').data;
  return (
    <Bar
      lists={useMemo(() => [flows], [flows])}
      kinds={FLOWS}
      again={useAgain()}
      wayTo={wayTo}
      changes={(n) => t('changes', { n })}
      Differences={Differences}
      unsaved={unsaved}
    />
  );
}
