/** Agents by the reason for which they are not asked, in words; the reasons that matter most first. Pure. */
import type { Speak } from '@/shared/i18n/texts';
import type { whyWords } from './why-words';

export type WhySpeak = Speak<(typeof whyWords)['zh-CN']>;

const REASONS = [
  'free', 'ringing', 'talking', 'wrap_up', 'full', 'did_not_take_it', 'phone', 'paused', 'not_yet', 'step',
  'skills', 'signed_out',
] as const; // prettier-ignore
type Reason = (typeof REASONS)[number];

const VERDICTS = [
  'rings', 'all_busy', 'did_not_take_it', 'phone', 'paused', 'signed_out', 'not_yet', 'step', 'skills', 'nobody',
  'not_called_now',
] as const; // prettier-ignore

const MOST_NAMED = 5;

export const reasonIn = (why: string, t: WhySpeak): string => {
  const known = REASONS.find((each) => each === why);
  return t(known ?? 'other');
};

export const verdictIn = (why: string, t: WhySpeak): string => {
  const known = VERDICTS.find((each) => each === why);
  return known ? t(`why_${known}`) : t('other');
};

export interface Because {
  why: string;
  agents: string[];
}

/** Who is (not) asked for which reason; `agents` as the engine says it. */
export function grouped(agents: Record<string, string>): Because[] {
  const found = new Map<string, string[]>();
  for (const [agent, why] of Object.entries(agents)) found.set(why, [...(found.get(why) ?? []), agent]);
  const order = (why: string): number => {
    const place = REASONS.indexOf(why as Reason);
    return place < 0 ? REASONS.length : place;
  };
  return [...found.entries()]
    .map(([why, who]) => ({ why, agents: who }))
    .sort((a, b) => order(a.why) - order(b.why));
}

/** A line for each reason: the reason, then those whom it holds for, some of them by name. */
export function sayGrouped(
  agents: Record<string, string>,
  t: WhySpeak,
  name: (agent: string) => string,
  list: (words: string[]) => string,
): string[] {
  return grouped(agents).map(({ why, agents: who }) => {
    const known = who.slice(0, MOST_NAMED).map((agent) => name(agent) || t('someAgent'));
    const said = list(known);
    const all = who.length > MOST_NAMED ? t('agentsMany', { agents: said, n: who.length }) : said;
    return t('agentsBy', { why: reasonIn(why, t), agents: all });
  });
}
