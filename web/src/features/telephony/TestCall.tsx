/** Offers "place a test call" everywhere; the drawer is fetched when it is first opened. */
import { lazy, Suspense, useMemo, useState } from 'react';
import { useOffer } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { testCallWords } from './words';

const TestCallDrawer = lazy(async () => ({ default: (await import('./TestCallDrawer')).TestCallDrawer }));

export function TestCall() {
  const t = useTexts(testCallWords);
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const commands = useMemo(
    () => [
      {
        id: 'test-call',
        title: t('title'),
        keys: 't',
        group: t('group'),
        run: () => {
          setWanted(true);
          setOpen(true);
        },
      },
    ],
    [t],
  );
  useOffer(commands);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <TestCallDrawer open={open} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
