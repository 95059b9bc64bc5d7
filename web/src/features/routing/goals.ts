/** Where calls of a queue may be sent on to: other queues, mailboxes; by its rules also to be called back. */
import { withSet, type Choice } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import type { Known } from './names';
import { planWords } from './plan-words';

/** A goal as the value of a choice: its kind, a colon, its key; '' when there is none. */
export function goalKey(to: Record<string, string>): string {
  const [kind] = Object.entries(to);
  return kind?.[0] ? kind.join(':') : '';
}

export function goalOf(key: string): Record<string, string> {
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
  ];
}

/** The goals of its rules; what is set stays to be seen, also when it is not there any more. */
export function useOverflowGoals(known: Known, own: string, set: Record<string, string>): Choice[] {
  const t = useTexts(planWords);
  const goals = useGoals(known, own);
  return withSet([...goals, { value: 'callback:', label: t('to_callback') }], goalKey(set) || null);
}
