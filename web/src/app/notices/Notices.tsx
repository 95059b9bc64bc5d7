/** The bell: how many things are not as they should be, what they are, and where to mend them. */
import { BellOutlined, CheckCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Popover } from 'antd';
import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { listCaseNotices } from '@/api/case-notices';
import { useBoard } from '@/shared/board/board-store';
import { useNoticesShown } from '@/features/desk/use-notices';
import { useOffer } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { heldBack, watchNotices } from '@/shared/notices/notices';
import { hasDesk, may, useSession } from '@/shared/session/session';
import { frameWords } from '../words';
import { useSaid } from './said';
import { useConditions, useWording } from './use-conditions';
import { noticeWords } from './words';
import './notices.css';

const CaseNotices = lazy(async () => ({
  default: (await import('@/features/cases/kept/CaseNotices')).CaseNotices,
}));

/** For those without a desk: the desk shows notices by itself. */
function ShownElsewhere() {
  useNoticesShown();
  return null;
}

export function Notices() {
  const t = useTexts(noticeWords);
  const frame = useTexts(frameWords);
  const session = useSession();
  const board = useBoard();
  const conditions = useConditions();
  const worded = useWording(board);
  const held = useSyncExternalStore(watchNotices, heldBack);
  const [open, setOpen] = useState(false);
  useSaid(conditions, worded);
  const commands = useMemo(
    () => [{ id: 'notices', title: t('command'), keys: 'n', group: frame('page'), run: () => setOpen(true) }],
    [t, frame],
  );
  useOffer(commands);
  const told = useQuery({
    queryKey: ['case-notices'],
    queryFn: listCaseNotices,
    refetchInterval: 20_000,
    enabled: may(session, 'cases.see'),
  }).data;
  const n = conditions.length + (told?.many ?? 0);
  const list = (
    <div className="notices">
      {held ? <p className="quiet">{t('held', { n: held })}</p> : null}
      {n ? null : (
        <div className="notices-none">
          <CheckCircleOutlined aria-hidden /> <strong>{t('none')}</strong>
          <p className="quiet">{t('noneText')}</p>
        </div>
      )}
      {told?.many ? (
        <Suspense fallback={null}>
          <CaseNotices told={told} onLeave={() => setOpen(false)} />
        </Suspense>
      ) : null}
      <ul>
        {conditions.map((one) => {
          const { title, text, to } = worded(one);
          return (
            <li key={one.key}>
              <Link to={to} className={`notice is-${one.tone}`} onClick={() => setOpen(false)}>
                <strong>{title}</strong>
                {text ? <span className="quiet">{text}</span> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
  return (
    <>
      {hasDesk(session) ? null : <ShownElsewhere />}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        title={t('title')}
        content={list}
        arrow={false}
      >
        <button type="button" className="bare header-button" aria-label={t('some', { n })}>
          <Badge
            count={n}
            size="small"
            color={conditions[0]?.tone === 'bad' ? 'var(--danger)' : 'var(--warning)'}
          >
            <BellOutlined />
          </Badge>
        </button>
      </Popover>
    </>
  );
}
