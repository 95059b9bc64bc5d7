/** Where calls of a queue may be sent on to: other queues, mailboxes, to hear something; by its rules also to be
 * called back, and to a number outside. */
import { withSet, type Choice } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import type { Known } from './names';
import { goalKind, type Way } from './plan';
import { planWords } from './plan-words';

const OUTSIDE = 'outside:';

/** A goal as the value of a choice: its kind, a colon, its key, which of a number outside is none; '' when there
 * is no goal. */
export function goalKey(way: Way): string {
  const kind = goalKind(way);
  if (!kind) return '';
  return kind === 'outside' ? OUTSIDE : `${kind}:${way[kind] ?? ''}`;
}

export function goalOf(key: string): Way {
  const cut = key.indexOf(':');
  return { [key.slice(0, cut)]: key.slice(cut + 1) };
}

/** The goals of the queue `own` at any time. */
export function useGoals(known: Known, own: string): Choice[] {
  const t = useTexts(planWords);
  const queues = known.queues.filter(({ value }) => value !== own);
  return [
    ...queues.map(({ value, label }) => ({ value: `queue:${value}`, label: t('to_queue', { name: label }) })),
    ...known.queues.map(({ value, label }) => ({
      value: `voicemail:${value}`,
      label: t('to_voicemail', { name: label }),
    })),
    ...known.announcements.map(({ value, label }) => ({
      value: `announcement:${value}`,
      label: t('to_announcement', { name: label }),
    })),
  ];
}

/** The goals of its rules; what is set stays to be seen, also when it is not there any more. */
export function useOverflowGoals(known: Known, own: string, set: Way): Choice[] {
  const t = useTexts(planWords);
  const goals = [
    ...useGoals(known, own),
    { value: 'callback:', label: t('to_callback') },
    { value: OUTSIDE, label: t('toSomeNumber') },
  ];
  return withSet(goals, goalKey(set) || null);
}
