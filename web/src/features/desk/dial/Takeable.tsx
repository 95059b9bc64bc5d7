/** What can be taken at the own telephone: calls that are parked, and those that ring at others of the own group. */
import { PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { getExtension } from '@/api/extensions';
import { useTexts } from '@/shared/i18n/texts';
import { microsOf } from '@/shared/format/time';
import { useSession } from '@/shared/session/session';
import { Elapsed } from '@/shared/ui/Elapsed';
import { useToName } from '../control/use-to-name';
import { dialWords } from './dial-words';
import { useDial } from './use-dial';

const LOOK_MS = 2_000;

interface Taken {
  /** What is dialled for it. */
  id: string;
  title: string;
  since: string;
}

function useTakeable(): Taken[] {
  const t = useTexts(dialWords);
  const nameOf = useToName();
  const own = useSession().agent?.extension ?? '';
  const asked = useQuery({
    queryKey: ['extension', own, 'taken'],
    queryFn: () => getExtension(own),
    enabled: own !== '',
    refetchInterval: LOOK_MS,
    retry: false,
  }).data;
  const who = (id: string): string => nameOf({ kind: 'extension', id });
  const parked = (asked?.parked ?? []).map(({ place, since, by }) => {
    return { id: place, title: t('fetch', { place, who: who(by) }), since };
  });
  const ringing = (asked?.ringing ?? []).map(({ extension, since }) => {
    return { id: `**${extension}`, title: t('pickUp', { who: who(extension) }), since };
  });
  return [...ringing, ...parked];
}

export function Takeable({ agent }: { agent: string }) {
  const t = useTexts(dialWords);
  const taken = useTakeable();
  const dialling = useDial(agent);
  if (!taken.length) return null;
  return (
    <section className="takeable" aria-label={t('takeable')}>
      {taken.map(({ id, title, since }) => (
        <Button
          key={id}
          block
          icon={<PhoneOutlined aria-hidden />}
          disabled={dialling.isPending}
          onClick={() => dialling.mutate({ to: { kind: 'extension', id, place: 0 }, note: '' })}
        >
          {title} <Elapsed since={microsOf(since)} />
        </Button>
      ))}
    </section>
  );
}
