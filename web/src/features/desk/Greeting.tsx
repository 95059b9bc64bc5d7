/** How to answer: by the second ring, at the latest by the third; after that the greeting apologises. */
import { SoundOutlined } from '@ant-design/icons';
import type { Pop } from '@/api/desk';
import type { Micros } from '@/api/live';
import { MICROS } from '@/shared/format/duration';
import { microsOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { popWords } from './pop-words';

export type Pace = 'goal' | 'limit' | 'late';

/** How urgent the answer is at this moment. */
export function paceOf(answer: Pop['answer'], now: number): Pace {
  if (answer.apologise || (answer.limit_at !== null && now > microsOf(answer.limit_at))) return 'late';
  return answer.goal_at !== null && now > microsOf(answer.goal_at) ? 'limit' : 'goal';
}

interface GreetingProps {
  answer: Pop['answer'];
  ringing: boolean;
  /** When the call came into its present state. */
  since: Micros;
}

/** How long the words stay after the answer: as long as it takes to say them. */
const SAID = 12 * MICROS;

export function Greeting({ answer, ringing, since }: GreetingProps) {
  const t = useTexts(popWords);
  const now = useServerSecond();
  if (!ringing && now - since > SAID) return null;
  const late = ringing ? paceOf(answer, now) === 'late' : answer.apologise;
  return (
    <p className={`greeting ${late ? 'is-late' : ''}`}>
      <SoundOutlined aria-label={t('greeting')} />
      <q>{t(late ? 'sorry' : 'greet')}</q>
      {ringing ? <span className="greeting-pace">{t(paceOf(answer, now))}</span> : null}
    </p>
  );
}
