/** What waits to be put in force of queues, skills and calendars. */
import { useMemo } from 'react';
import { ROUTING_KINDS } from '@/api/routing';
import { AloneWarning } from '@/shared/alone/AloneWarning';
import { useAlone } from '@/shared/alone/use-alone';
import { useKind, waits } from '@/shared/config/entries';
import { PublishBar as Bar } from '@/shared/config/PublishBar';
import { useTexts } from '@/shared/i18n/texts';
import { pageWords } from './page-words';
import { Differences } from './Told';
import { useAgain } from './use-drafts';

const PARTS: Record<string, string> = { queue: 'queues', skill: 'skills', hours: 'calendars' };

const wayTo = (kind: string, key: string): string | null =>
  PARTS[kind] ? `/routing/${PARTS[kind]}/${key}` : null;

export function PublishBar() {
  const t = useTexts(pageWords);
  const [queue, skill, hours] = ROUTING_KINDS;
  const queues = useKind(queue).data;
  const skills = useKind(skill).data;
  const calendars = useKind(hours).data;
  const lists = useMemo(() => [queues, skills, calendars], [queues, skills, calendars]);
  const marks = lists.flatMap((list) => (list?.items ?? []).filter(waits).map(({ changed }) => changed.mark));
  const alone = useAlone(marks.length ? { drafts: true, kinds: [...ROUTING_KINDS] } : null, marks);
  return (
    <Bar
      lists={lists}
      kinds={ROUTING_KINDS}
      again={useAgain()}
      wayTo={wayTo}
      changes={(n) => t('changes', { n })}
      Differences={Differences}
    >
      <AloneWarning queues={alone} />
    </Bar>
  );
}
