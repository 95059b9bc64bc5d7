/** The panel in which somebody is called: first whom, then the card. */
import { useTexts } from '@/shared/i18n/texts';
import { wishNoMore, type DialWish } from '@/shared/dial/wish';
import { SidePanel } from '@/shared/ui/SidePanel';
import { DialField } from './DialField';
import { dialWords } from './dial-words';
import { Preparation } from './Preparation';
import '../control/control.css';
import './dial.css';

export function DialPanel({ wish, agent }: { wish: DialWish; agent: string }) {
  const t = useTexts(dialWords);
  return (
    <SidePanel title={t('title')} width={380} onClose={wishNoMore}>
      {wish.to ? (
        <Preparation key={`${wish.to.kind}-${wish.to.id}`} wish={wish} to={wish.to} agent={agent} />
      ) : (
        <DialField agent={agent} />
      )}
    </SidePanel>
  );
}
