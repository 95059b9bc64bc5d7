/** On every page of someone with a telephone: the key that opens the dial panel, and the panel itself. */
import { lazy, Suspense, useMemo } from 'react';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useDialWish, wishToCall } from '@/shared/dial/wish';
import { useTexts } from '@/shared/i18n/texts';
import { useMe } from '../me';
import { dialWords } from './dial-words';
import { useDialSaid, useNoteTakenUp } from './use-dial';

const DialPanel = lazy(async () => ({ default: (await import('./DialPanel')).DialPanel }));

export function DialHost() {
  const t = useTexts(dialWords);
  const me = useMe().data;
  const wish = useDialWish();
  useDialSaid();
  useNoteTakenUp(me);
  const commands = useMemo<Command[]>(
    () => [{ id: 'dial', title: t('open'), keys: 'Alt+d', group: t('group'), run: () => wishToCall() }],
    [t],
  );
  useOffer(commands);
  if (!wish || !me) return null;
  return (
    <Suspense fallback={null}>
      <DialPanel wish={wish} agent={me.agent.id} />
    </Suspense>
  );
}
