/** Offers "place a test call" everywhere; the panel is fetched when it is first opened. */
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useOffer } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { testCallWords } from './words';

const TestCallPanel = lazy(async () => ({ default: (await import('./TestCallPanel')).TestCallPanel }));

export function TestCall() {
  const t = useTexts(testCallWords);
  const [open, setOpen] = useState(false);
  const commands = useMemo(
    () => [
      {
        id: 'test-call',
        title: t('title'),
        keys: 't',
        group: t('group'),
        run: () => setOpen(true),
      },
    ],
    [t],
  );
  useOffer(commands);
  const onClose = useCallback(() => setOpen(false), []);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <TestCallPanel onClose={onClose} />
    </Suspense>
  );
}
