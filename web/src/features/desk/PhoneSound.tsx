/** The side panel for headset and sound, on every page; what is in it comes when it is first opened. */
import { Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { SidePanel } from '@/shared/ui/SidePanel';
import { useKind } from './phone-kind';
import { showSound, useSoundShown } from './phone-open';
import { phoneWords } from './phone-words';

const SoundSettings = lazy(async () => ({ default: (await import('./PhoneSettings')).SoundSettings }));

export function PhoneSound({ me }: { me: Me }) {
  const t = useTexts(phoneWords);
  const shown = useSoundShown();
  const [kind] = useKind(me);
  const commands = useMemo<Command[]>(
    () =>
      kind === 'browser'
        ? [{ id: 'sound', title: t('headset'), group: t('phone'), run: () => showSound(true) }]
        : [],
    [kind, t],
  );
  useOffer(commands);
  if (!shown || kind !== 'browser') return null;
  return (
    <SidePanel title={t('headset')} width={400} onClose={() => showSound(false)}>
      <Suspense fallback={<Skeleton active />}>
        <SoundSettings me={me} />
      </Suspense>
    </SidePanel>
  );
}
