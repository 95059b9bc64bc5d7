/** A thin bar while the live link is lost, with the seconds since. It goes by itself. */
import { DisconnectOutlined } from '@ant-design/icons';
import { MICROS } from '@/shared/format/duration';
import { useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { useLink } from '@/shared/live/use-link';
import { frameWords } from './words';

export function useSecondsLost(): number | null {
  const link = useLink();
  const now = useServerSecond();
  return link.is === 'lost' ? Math.max(0, Math.round((now - link.since) / MICROS)) : null;
}

export function LinkBar() {
  const t = useTexts(frameWords);
  const seconds = useSecondsLost();
  if (seconds === null || seconds < 1) return null;
  return (
    <div className="link-bar" role="status">
      <DisconnectOutlined aria-hidden /> {t('lostFor', { seconds })}
    </div>
  );
}
