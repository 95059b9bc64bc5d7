/** The contact as a bar a party: who was in which role from when to when. The list beside it says it in words. */
import type { CSSProperties } from 'react';
import type { InteractionDetail, Segment } from '@/api/types';
import { clockOf } from '@/shared/format/duration';
import { secondsBetween, timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useQueueName } from '@/shared/ui/names';
import { interactionWords, wordOf } from './words';

/** A bar narrower than this share of the whole has no room for its word; the list below says it. */
const LABEL_FROM = 0.08;

interface Lane {
  id: string;
  name: string;
  segments: Segment[];
}

const SHARED: Segment['role'][] = ['talk', 'hold', 'consult'];

/** Talks and holds are written down for the agent; the customer was in them too. */
function customersOwn(segments: Segment[]): Segment[] {
  const own = segments.filter((segment) => segment.agent === null);
  const told = own.some((segment) => SHARED.includes(segment.role));
  return told ? own : [...own, ...segments.filter((one) => one.agent !== null && SHARED.includes(one.role))];
}

/** The customer's lane first, then one an agent in order of appearance. */
export function lanesOf(segments: Segment[], customer: string, nameOf: (segment: Segment) => string): Lane[] {
  const lanes = new Map<string, Lane>([['', { id: '', name: customer, segments: customersOwn(segments) }]]);
  for (const segment of [...segments].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at))) {
    if (segment.agent === null) continue;
    const lane = lanes.get(segment.agent.id) ?? { id: segment.agent.id, name: nameOf(segment), segments: [] };
    lane.segments.push(segment);
    lanes.set(lane.id, lane);
  }
  return [...lanes.values()];
}

/** Intervals that two parties share (a talk, a hold) become one line of the list; in order of time. */
export function togetherOf(segments: Segment[]): Segment[][] {
  const lines = new Map<string, Segment[]>();
  for (const segment of segments) {
    const key = `${segment.started_at} ${segment.ended_at} ${segment.role}`;
    lines.set(key, [...(lines.get(key) ?? []), segment]);
  }
  return [...lines.values()].sort((a, b) => startOf(a) - startOf(b));
}

const startOf = ([first]: Segment[]): number => Date.parse(first?.started_at ?? '');

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
      {segment.seconds / span < LABEL_FROM ? null : <span>{label}</span>}
    </span>
  );
}

function Line({ line, nameOf }: { line: Segment[]; nameOf: (segment: Segment) => string }) {
  const t = useTexts(interactionWords);
  const queueName = useQueueName();
  const [segment] = line;
  if (!segment) return null;
  const role = wordOf('role_', segment.role);
  const end = wordOf('end_', segment.end);
  return (
    <li>
      <span className="num quiet">{timeOf(new Date(segment.started_at))}</span>
      <span className={`stage-mark is-${segment.role}`}>{role ? t(role) : segment.role}</span>
      <span>
        {line.map(nameOf).join(' – ')}
        {segment.queue && segment.role === 'queue' ? ` · ${queueName(segment.queue)}` : ''}
      </span>
      <span className="quiet">{end ? t(end) : segment.end}</span>
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
