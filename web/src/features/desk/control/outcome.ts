/** What became of the last one who was called in, in one plain sentence. */
import type { OutcomeShown, PartyShown } from '@/api/control';
import type { Speak } from '@/shared/i18n/texts';
import type { controlWords } from './words';

type Words = (typeof controlWords)['zh-CN'];
const WHYS = ['busy', 'no_answer', 'declined', 'unreachable', 'failed'] as const;
type Why = (typeof WHYS)[number];

const KEPT_SECONDS = 20;

/** Whether it is still news: somebody is being called, or it ended a moment ago. `now`: milliseconds. */
export const isNews = (outcome: OutcomeShown, now: number): boolean =>
  outcome.end === 'ringing' || now - Date.parse(outcome.at) < KEPT_SECONDS * 1000;

export const wentWrong = (outcome: OutcomeShown): boolean => WHYS.includes(outcome.end as Why);

/** `who`: the name of who was called. `mine`: my own part in the call. */
export function outcomeSaid(
  t: Speak<Words>,
  { outcome, who, mine }: { outcome: OutcomeShown; who: string; mine: PartyShown | undefined },
): string {
  const name = { who };
  if (outcome.end === 'ringing') return t('isCalling', name);
  if (outcome.end === 'cancelled') return t('gaveUp', name);
  const end = WHYS.find((one) => one === outcome.end);
  if (!end) return t('hasAnswered', name);
  const why = { who, why: t(end) };
  if (outcome.verb === 'join' || outcome.verb === 'serial') return t('notJoined', why);
  return mine?.circle === 'main' ? t('back', why) : t('waits', why);
}
