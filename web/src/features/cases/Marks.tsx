/** How urgent, in which state, how long still: in words, with colour beside them. */
import { ClockCircleOutlined, FireFilled, PauseCircleOutlined, WarningFilled } from '@ant-design/icons';
import type { CaseLine, CasePriority } from '@/api/cases';
import { MICROS } from '@/shared/format/duration';
import { spanOf } from '@/shared/format/span';
import { microsOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { caseWords } from './words';

export function PriorityMark({ priority }: { priority: CasePriority }) {
  const t = useTexts(caseWords);
  return (
    <span className={`case-priority is-${priority}`}>
      {priority === 'high' ? <FireFilled aria-hidden /> : null} {t(priority)}
    </span>
  );
}

export function StateMark({ row }: { row: Pick<CaseLine, 'state' | 'waiting'> }) {
  const t = useTexts(caseWords);
  if (row.waiting)
    return (
      <span className="pill wait">
        <PauseCircleOutlined aria-hidden /> {t('waiting')}
      </span>
    );
  const tone = { closed: '', working: 'live', received: 'wait' }[row.state as string] ?? 'good';
  return <span className={`pill ${tone}`}>{t(row.state)}</span>;
}

/** When it is due: how long still, or by how much it is late. Nothing while nothing is promised. */
export function DueMark({ row }: { row: CaseLine }) {
  const t = useTexts(caseWords);
  const now = useServerSecond();
  if (!row.due_at) return <span className="quiet">–</span>;
  const left = (microsOf(row.due_at) - now) / MICROS;
  return left < 0 ? (
    <span className="case-late">
      <WarningFilled aria-hidden /> {t('late', { time: spanOf(-left, t) })}
    </span>
  ) : (
    <span className={left < 3600 ? 'case-soon' : 'quiet'}>
      <ClockCircleOutlined aria-hidden /> {t('leftTime', { time: spanOf(left, t) })}
    </span>
  );
}
