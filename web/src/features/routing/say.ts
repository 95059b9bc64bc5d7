/** Plans in plain words. Pure. */
import type { Body } from '@/shared/config/entries';
import type { Speak } from '@/shared/i18n/texts';
import { bare, TOP_LEVEL, type Condition, type Help, type Overflow, type Step, type Way } from './plan';
import { endOf, goalKind, goesOn, helpOf, overflowsOf, stepsOf, type When } from './plan';
import type { planWords } from './plan-words';

export type PlanSpeak = Speak<(typeof planWords)['zh-CN']>;

/** The names behind what plans say by key. */
export interface PlanNames {
  queue: (key: string) => string;
  skill: (key: string) => string;
  team: (key: string) => string;
  agent: (id: string) => string;
  language: (tag: string) => string;
  hours: (key: string) => string;
  /** What callers hear. */
  announcement: (name: string) => string;
  /** How several are listed in the reader's language. */
  list: (words: string[]) => string;
}

const MOST_NAMED = 3;

function saySkill(
  one: { skill: string; least?: number; most?: number },
  t: PlanSpeak,
  names: PlanNames,
): string {
  const skill = one.skill ? names.skill(one.skill) : t('unnamed');
  const { least = 1, most = TOP_LEVEL } = one;
  if (most < TOP_LEVEL) return t('skillRange', { skill, least, most });
  return least > 1 ? t('skillFrom', { skill, least }) : t('skillAny', { skill });
}

function sayLanguage(one: { language: string; least?: number }, t: PlanSpeak, names: PlanNames): string {
  const language = one.language ? names.language(one.language) : t('unnamed');
  const { least = 1 } = one;
  return least > 1 ? t('languageFrom', { language, least }) : t('languageAny', { language });
}

function sayAgents(agents: string[], t: PlanSpeak, names: PlanNames): string {
  if (!agents.length) return t('oneOf', { agents: t('unnamed') });
  if (agents.length > MOST_NAMED) return t('oneOfMany', { n: agents.length });
  return t('oneOf', { agents: names.list(agents.map(names.agent)) });
}

export function sayCondition(condition: Condition, t: PlanSpeak, names: PlanNames, inside = false): string {
  const { denied, inner } = bare(condition);
  if (denied) return t('not', { of: sayCondition(inner, t, names) });
  if ('skill' in inner) return saySkill(inner, t, names);
  if ('language' in inner) return sayLanguage(inner, t, names);
  if ('team' in inner) return t('inTeam', { team: inner.team ? names.team(inner.team) : t('unnamed') });
  if ('agents' in inner) return sayAgents(inner.agents, t, names);
  const [of, word] = 'and' in inner ? [inner.and, t('and')] : [inner.or, t('or')];
  const said = of.map((each) => sayCondition(each, t, names, true)).join(` ${word} `);
  return inside && of.length > 1 ? t('grouped', { of: said }) : said;
}

export function sayStep(step: Step, place: number, t: PlanSpeak, names: PlanNames): string {
  const who = sayCondition(step.who, t, names);
  const seconds = step.seconds ?? 0;
  const said = seconds
    ? t(place ? 'stepThen' : 'stepFirst', { seconds, who })
    : t(place ? 'stepThenAlways' : 'stepAlways', { who });
  return step.skip_when_nobody === false ? `${said} ${t('waitsForNobody')}` : said;
}

/** The way of a caller through the queue's plan, line by line. */
export function sayPlan(body: Body, t: PlanSpeak, names: PlanNames): string[] {
  const steps = stepsOf(body);
  const wished = Number(body.preferred_wait_seconds ?? 0);
  const reserves = Number(body.reserve_after_seconds ?? 0);
  const endless = steps.findIndex((step) => !step.seconds);
  const said = (endless < 0 ? steps : steps.slice(0, endless + 1)).map((step, place) =>
    sayStep(step, place, t, names),
  );
  return [
    ...(wished ? [t('preferred', { seconds: wished })] : []),
    ...said,
    ...(endless < 0 ? [t(steps.length ? 'anyone' : 'anyoneAtOnce')] : []),
    ...(reserves ? [t('reserves', { seconds: reserves })] : []),
  ];
}

function sayTo(way: Way, t: PlanSpeak, names: PlanNames): string {
  const kind = goalKind(way);
  if (!kind) return t('unnamed');
  if (kind === 'callback') return t('to_callback');
  const key = way[kind] ?? '';
  const said = kind === 'queue' || kind === 'voicemail' ? names.queue(key) : key;
  return t(`to_${kind}`, {
    name: (kind === 'announcement' ? names.announcement(key) : said) || t('unnamed'),
  });
}

/** Where callers go, and where from there. */
function sayWay(way: Way, when: When, t: PlanSpeak, names: PlanNames): string {
  const to = sayTo(way, t, names);
  if (!goesOn(way)) return to;
  const then = way.then ? sayWay(way.then, when, t, names) : t(endOf(way, when));
  return t('outside' in way ? 'goesOnUnanswered' : 'goesOnHeard', { to, then });
}

/** A goal as the live process tells it: `[kind, name]`; '' when there is none. */
export function sayTold(told: string[] | null, t: PlanSpeak, names: PlanNames): string {
  const [kind, name] = told ?? [];
  return kind ? sayTo({ [kind]: name ?? '' }, t, names) : '';
}

function sayOverflow(rule: Overflow, t: PlanSpeak, names: PlanNames): string {
  const above = rule.above ?? 0;
  const to = sayWay(rule.to, rule.when, t, names);
  if (rule.when === 'no_agents' || rule.when === 'closed')
    return t('overflow', { when: t(`when_${rule.when}`), to });
  return t('overflow', { when: t(`when_${rule.when}`, { above }), to });
}

function sayHelp(rule: Help, t: PlanSpeak, names: PlanNames): string {
  const team = rule.team ? names.team(rule.team) : t('unnamed');
  return t(`help_${rule.when}`, { team, line: rule.line, back: rule.back });
}

export const sayOverflows = (body: Body, t: PlanSpeak, names: PlanNames): string[] =>
  overflowsOf(body).map((rule) => sayOverflow(rule, t, names));
export const sayHelps = (body: Body, t: PlanSpeak, names: PlanNames): string[] =>
  helpOf(body).map((rule) => sayHelp(rule, t, names));
