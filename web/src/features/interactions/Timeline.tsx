/** The contact as a bar a party: who was in which role from when to when. The list beside it says it in words. */
import type { CSSProperties } from 'react';
import type { InteractionDetail, Segment } from '@/api/types';
import { clockOf } from '@/shared/format/duration';
import { secondsBetween, timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useHoldReasonName, useQueueName } from '@/shared/ui/names';
import { lanesOf, spanOf, togetherOf } from './lanes';
import { interactionWords, wordOf } from './words';

/** A bar narrower than this share of the whole has no room for its word; the list below says it. */
const LABEL_FROM = 0.08;

function Bar({ segment, from, span }: { segment: Segment; from: string; span: number }) {
  const t = useTexts(interactionWords);
  const style: CSSProperties = {
    left: `${(secondsBetween(from, segment.started_at) / span) * 100}%`,
    width: `max(3px, ${(segment.seconds / span) * 100}%)`,
  };
  const label = t(`role_${segment.role}`);
  return (
    <span
      className={`lane-bar is-${segment.role}`}
      style={style}
      title={`${label} ${clockOf(segment.seconds)}`}
    >
      {segment.seconds / span < LABEL_FROM ? null : <span>{label}</span>}
    </span>
  );
}

function Line({ line, nameOf }: { line: Segment[]; nameOf: (segment: Segment) => string }) {
  const t = useTexts(interactionWords);
  const holdName = useHoldReasonName();
  const queueName = useQueueName();
  const [segment] = line;
  if (!segment) return null;
  const end = wordOf('end_', segment.end);
  return (
    <li>
      <span className="num quiet">{timeOf(new Date(segment.started_at))}</span>
      <span className={`stage-mark is-${segment.role}`}>{t(`role_${segment.role}`)}</span>
      <span>
        {line.map(nameOf).join(' – ')}
        {segment.queue && segment.role === 'queue' ? ` · ${queueName(segment.queue)}` : ''}
        {segment.reason ? ` · ${holdName(segment.reason)}` : ''}
      </span>
      <span className="quiet">{end ? t(end) : ''}</span>
      <span className="num is-right">{clockOf(segment.seconds)}</span>
    </li>
  );
}

export function Timeline({ whole }: { whole: InteractionDetail }) {
  const t = useTexts(interactionWords);
  const locale = useLocale();
  const nameOf = (segment: Segment): string => nameIn(segment.agent?.name, locale) || t('theCustomer');
  const lanes = lanesOf(whole.segments, t('theCustomer'), nameOf);
  const span = spanOf(whole.segments, whole.started_at);
  if (!whole.segments.length) return <p className="quiet">{t('noSegments')}</p>;
  return (
    <>
      <div className="lanes" aria-hidden>
        {lanes.map((lane) => (
          <div key={lane.id} className="lane">
            <span className="lane-name">{lane.name}</span>
            <span className="lane-track">
              {lane.segments.map((segment) => (
                <Bar key={segment.id} segment={segment} from={whole.started_at} span={span} />
              ))}
            </span>
          </div>
        ))}
        <div className="lane">
          <span />
          <span className="lane-scale num">
            <span>{clockOf(0)}</span>
            <span>{clockOf(span / 2)}</span>
            <span>{clockOf(span)}</span>
          </span>
        </div>
      </div>
      <ol className="stages">
        {togetherOf(whole.segments).map((line) => (
          <Line key={line[0]?.id} line={line} nameOf={nameOf} />
        ))}
      </ol>
    </>
  );
}
