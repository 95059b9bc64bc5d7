/** What waits to be put in force of queues, skills and calendars. */
import { useMemo } from 'react';
import { ROUTING_KINDS } from '@/api/routing';
import { useKind } from '@/shared/config/entries';
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
  return (
    <Bar
      lists={useMemo(() => [queues, skills, calendars], [queues, skills, calendars])}
      kinds={ROUTING_KINDS}
      again={useAgain()}
      wayTo={wayTo}
      changes={(n) => t('changes', { n })}
      Differences={Differences}
    />
  );
}
