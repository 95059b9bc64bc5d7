/** What a queue says of itself, as the server reads it (routing/core/planning.py). Pure. */
import type { Body } from '@/shared/config/entries';

export type Condition =
  | { skill: string; least?: number; most?: number }
  | { language: string; least?: number }
  | { team: string }
  | { agents: string[] }
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition };

export interface Step {
  who: Condition;
  seconds?: number | null;
  skip_when_nobody?: boolean;
}

export const WHENS = ['length', 'wait', 'estimate', 'no_agents', 'closed'] as const;
export type When = (typeof WHENS)[number];
export const GOALS = ['queue', 'voicemail', 'callback', 'outside', 'announcement', 'flow'] as const;
export type GoalKind = (typeof GOALS)[number];
/** Where callers are sent on, by kind and name; `then`: where from there, who reached nobody outside or has
 * heard what was announced. */
export interface Way extends Partial<Record<GoalKind, string>> {
  then?: Way;
}
export interface Overflow {
  when: When;
  above?: number;
  to: Way;
}

export const HELPS = ['waiting', 'estimate', 'service_level'] as const;
export interface Help {
  team: string;
  when: (typeof HELPS)[number];
  line: number;
  back: number;
  level?: number;
  least_seconds?: number;
}

export const TOP_LEVEL = 5;

export const goalKind = (way: Way): GoalKind | undefined => GOALS.find((kind) => kind in way);
/** Whether callers may go on from there. */
export const goesOn = (way: Way): boolean => 'outside' in way || 'announcement' in way;

/** What follows where nothing is said of it. */
export function endOf(way: Way, when: When): 'backInLine' | 'sorry' | 'goodbye' {
  if (!('outside' in way)) return 'goodbye';
  return when === 'wait' ? 'backInLine' : 'sorry';
}

const rows = <Row>(body: Body, field: string): Row[] =>
  Array.isArray(body[field]) ? (body[field] as Row[]) : [];
export const stepsOf = (body: Body): Step[] => rows<Step>(body, 'steps');
export const overflowsOf = (body: Body): Overflow[] => rows<Overflow>(body, 'overflows');
export const helpOf = (body: Body): Help[] => rows<Help>(body, 'help');

/** The body with one thing changed; what is emptied is left out. */
export function changed(body: Body, field: string, value: unknown): Body {
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
  const empty = value === '' || value === null || value === undefined;
  return empty || (Array.isArray(value) && !value.length) ? rest : { ...rest, [field]: value };
}

export type Kind = 'skill' | 'language' | 'team' | 'agents' | 'and' | 'or';

/** A condition without the nots around it, and whether it is denied. */
export function bare(condition: Condition): {
  denied: boolean;
  inner: Exclude<Condition, { not: Condition }>;
} {
  let denied = false;
  let inner = condition;
  while ('not' in inner) {
    denied = !denied;
    inner = inner.not;
  }
  return { denied, inner };
}

export const denied = (condition: Condition, yes: boolean): Condition =>
  yes ? { not: condition } : condition;

export function kindOf(condition: Condition): Kind {
  const { inner } = bare(condition);
  return (['skill', 'language', 'team', 'agents', 'and'] as const).find((kind) => kind in inner) ?? 'or';
}

/** A fresh condition of a kind; what it is made of is kept where the kind is another joining word. */
export function madeOf(kind: Kind, before?: Condition): Condition {
  const parts = before ? partsOf(before) : [];
  if (kind === 'skill') return { skill: '', least: 1 };
  if (kind === 'language') return { language: '', least: 1 };
  if (kind === 'team') return { team: '' };
  if (kind === 'agents') return { agents: [] };
  const of = parts.length ? parts : before ? [before] : [madeOf('skill')];
  return kind === 'and' ? { and: of } : { or: of };
}

/** What a joined condition is made of; nothing for a plain one. */
export function partsOf(condition: Condition): Condition[] {
  const { inner } = bare(condition);
  if ('and' in inner) return inner.and;
  return 'or' in inner ? inner.or : [];
}

export function withParts(condition: Condition, parts: Condition[]): Condition | null {
  if (!parts.length) return null;
  const { denied: not, inner } = bare(condition);
  const [only] = parts;
  if (parts.length === 1 && only) return denied(only, not);
  return denied('and' in inner ? { and: parts } : { or: parts }, not);
}

/** One more condition beside what there is: a plain one becomes "both of". */
export function andMore(condition: Condition): Condition {
  const { denied: not, inner } = bare(condition);
  const more = madeOf('skill');
  if ('and' in inner && !not) return { and: [...inner.and, more] };
  if ('or' in inner && !not) return { or: [...inner.or, more] };
  return { and: [condition, more] };
}

/** Is everything said that must be said? */
export function whole(condition: Condition): boolean {
  const { inner } = bare(condition);
  if ('skill' in inner) return inner.skill !== '';
  if ('language' in inner) return inner.language !== '';
  if ('team' in inner) return inner.team !== '';
  if ('agents' in inner) return inner.agents.length > 0;
  const parts = partsOf(inner);
  return parts.length > 0 && parts.every(whole);
}
