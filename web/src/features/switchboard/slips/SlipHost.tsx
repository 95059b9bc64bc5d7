/** A message may be taken on any page: one key opens the form beside whatever is open. */
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useOffer } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import type { AtHand } from './draft';
import { callAtHand } from './use-slips';
import { slipWords } from './words';

const SlipForm = lazy(async () => ({ default: (await import('./SlipForm')).SlipForm }));

export function SlipHost() {
  const t = useTexts(slipWords);
  const client = useQueryClient();
  const [open, setOpen] = useState<{ hand: AtHand | null } | null>(null);
  const commands = useMemo(
    () => [
      {
        id: 'slip',
        title: t('fresh'),
        keys: 'Alt+l',
        group: t('group'),
        run: () => setOpen((before) => before ?? { hand: callAtHand(client) }),
      },
    ],
    [t, client],
  );
  useOffer(commands);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <SlipForm slip={null} hand={open.hand} onClose={() => setOpen(null)} />
    </Suspense>
  );
}
