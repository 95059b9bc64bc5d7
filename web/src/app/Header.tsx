import { QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { dateAt, dateOf, isElsewhere, timeOf, zoneName, zoneNow } from '@/shared/format/time';
import { useServerSecond } from '@/shared/live/clock';
import { useLink } from '@/shared/live/use-link';
import { Keys } from '@/shared/ui/Keys';
import { helpWords } from './help/words';
import { useSecondsLost } from './LinkBar';
import { Notices } from './notices/Notices';
import { openKeys, openPalette } from './overlays';
import { UserMenu } from './UserMenu';
import { frameWords } from './words';

function LinkMark() {
  const t = useTexts(frameWords);
  const link = useLink();
  const seconds = useSecondsLost();
  if (seconds !== null) return <span className="link-mark is-lost">{t('offline', { seconds })}</span>;
  const live = link.is === 'live';
  return <span className={live ? 'link-mark is-live' : 'link-mark'}>{t(live ? 'live' : 'opening')}</span>;
}

function Clock() {
  const t = useTexts(frameWords);
  const now = dateAt(useServerSecond());
  const locale = useLocale();
  return (
    <Tooltip title={t('clock', { zone: (zoneNow() ?? '').replace(/_/g, ' ') })}>
      <time className="header-clock num" dateTime={now.toISOString()}>
        <span className="quiet">{dateOf(now)}</span> {timeOf(now)}
        {isElsewhere(now) ? <span className="quiet"> {zoneName(now, locale)}</span> : null}
      </time>
    </Tooltip>
  );
}

export function Header() {
  const t = useTexts(frameWords);
  const help = useTexts(helpWords);
  return (
    <header className="header">
      <button type="button" className="bare header-search" onClick={openPalette}>
        <SearchOutlined aria-hidden />
        <span>{t('search')}</span>
        <Keys keys="Ctrl+K" />
      </button>
      <div className="header-right">
        <LinkMark />
        <Clock />
        <span className="header-buttons">
          <Notices />
          <button type="button" className="bare header-button" aria-label={help('button')} onClick={openKeys}>
            <QuestionCircleOutlined />
          </button>
        </span>
        <UserMenu />
      </div>
    </header>
  );
}
