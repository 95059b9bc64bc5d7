/** What was published of flows, and the way back. */
import { Versions as Shared } from '@/shared/config/Versions';
import { useTexts } from '@/shared/i18n/texts';
import { pageWords } from './page-words';
import { Differences } from './Told';
import { FLOWS, useAgain } from './use-flow';

export function Versions({ mayChange }: { mayChange: boolean }) {
  const t = useTexts(pageWords);
  return (
    <Shared
      kinds={FLOWS}
      mayChange={mayChange}
      backText={t('rollBackText')}
      none={t('noVersions')}
      noneText={t('noVersionsText')}
      Differences={Differences}
      again={useAgain()}
    />
  );
}
