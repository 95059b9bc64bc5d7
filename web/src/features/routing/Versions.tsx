/** What was published of routing, and the way back. */
import { ROUTING_KINDS } from '@/api/routing';
import { Versions as Shared } from '@/shared/config/Versions';
import { useTexts } from '@/shared/i18n/texts';
import { pageWords } from './page-words';
import { Differences } from './Told';
import { useAgain } from './use-drafts';

export function Versions({ mayChange }: { mayChange: boolean }) {
  const t = useTexts(pageWords);
  return (
    <Shared
      kinds={ROUTING_KINDS}
      mayChange={mayChange}
      mayLeaveAlone
      backText={t('rollBackText')}
      none={t('noVersions')}
      noneText={t('noVersionsText')}
      Differences={Differences}
      again={useAgain()}
    />
  );
}
