/** The contact as a bar a party: who was in which role from when to when. The list beside it says it in words. */
import type { CSSProperties } from 'react';
import type { InteractionDetail, Segment } from '@/api/types';
import { clockOf } from '@/shared/format/duration';
import { secondsBetween, timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useQueueName } from '@/shared/ui/names';
import { interactionWords, wordOf } from './words';

interface Lane {
  id: string;
  name: string;
  segments: Segment[];
}

/** The customer's lane first, then one an agent in order of appearance. */
export function lanesOf(segments: Segment[], nameOf: (segment: Segment) => string): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const segment of [...segments].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at))) {
    const id = segment.agent?.id ?? '';
    const lane = lanes.get(id) ?? { id, name: nameOf(segment), segments: [] };
    lane.segments.push(segment);
    lanes.set(id, lane);
  }
  return [...lanes.values()].sort((a, b) => Number(a.id !== '') - Number(b.id !== ''));
}

export function spanOf(segments: Segment[], from: string): number {
  return Math.max(1, ...segments.map((segment) => secondsBetween(from, segment.ended_at)));
}

function Bar({ segment, from, span }: { segment: Segment; from: string; span: number }) {
  const t = useTexts(interactionWords);
  const word = wordOf('role_', segment.role);
  const style: CSSProperties = {
    left: `${(secondsBetween(from, segment.started_at) / span) * 100}%`,
    width: `max(3px, ${(segment.seconds / span) * 100}%)`,
  };
  const label = word ? t(word) : segment.role;
  return (
    <span
      className={`lane-bar is-${segment.role}`}
      style={style}
      title={`${label} ${clockOf(segment.seconds)}`}
    >
      <span>{label}</span>
    </span>
  );
}

export function Timeline({ whole }: { whole: InteractionDetail }) {
  const t = useTexts(interactionWords);
  const locale = useLocale();
  const queueName = useQueueName();
  const nameOf = (segment: Segment): string => nameIn(segment.agent?.name, locale) || t('theCustomer');
  const lanes = lanesOf(whole.segments, nameOf);
  const span = spanOf(whole.segments, whole.started_at);
  const inOrder = [...whole.segments].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
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
            <span>{timeOf(new Date(whole.started_at))}</span>
            <span>{clockOf(span / 2)}</span>
            <span>{clockOf(span)}</span>
          </span>
        </div>
      </div>
      <ol className="stages">
        {inOrder.map((segment) => {
          const role = wordOf('role_', segment.role);
          const end = wordOf('end_', segment.end);
          return (
            <li key={segment.id}>
              <span className="num quiet">{timeOf(new Date(segment.started_at))}</span>
              <span className={`stage-mark is-${segment.role}`}>{role ? t(role) : segment.role}</span>
              <span>
                {nameOf(segment)}
                {segment.queue && segment.role === 'queue' ? ` · ${queueName(segment.queue)}` : ''}
              </span>
              <span className="quiet">{end ? t(end) : segment.end}</span>
              <span className="num is-right">{clockOf(segment.seconds)}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
