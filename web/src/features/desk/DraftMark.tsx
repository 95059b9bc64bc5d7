/** Where the draft is kept at this moment, and what to do when another tab has changed it. */
import { CheckOutlined, DisconnectOutlined, LoadingOutlined, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import type { Draft } from './draft';
import type { DraftKeeper, Kept } from './draft-keeper';
import { draftWords } from './draft-words';

const ICONS = {
  here: <LoadingOutlined aria-hidden />,
  away: <DisconnectOutlined aria-hidden />,
  sending: <LoadingOutlined aria-hidden />,
  server: <CheckOutlined aria-hidden />,
  conflict: <WarningFilled aria-hidden />,
};

export function DraftMark({ kept }: { kept: Kept }) {
  const t = useTexts(draftWords);
  return (
    <span className={`quiet draft-mark is-${kept}`} role="status">
      {kept === 'nothing' ? null : (
        <>
          {ICONS[kept]} {t(kept)}
        </>
      )}
    </span>
  );
}

export function OtherTabsDraft({ theirs, keeper }: { theirs: Draft; keeper: DraftKeeper }) {
  const t = useTexts(draftWords);
  return (
    <div className="draft-conflict" role="alert">
      <strong>
        <WarningFilled aria-hidden /> {t('conflict')}
      </strong>
      <p>{t('theirs', { note: theirs.note || t('noNote') })}</p>
      <span className="draft-conflict-ways">
        <Button size="small" onClick={() => keeper.takeTheirs()}>
          {t('takeTheirs')}
        </Button>
        <Button size="small" type="primary" onClick={() => keeper.keepMine()}>
          {t('keepMine')}
        </Button>
      </span>
    </div>
  );
}
