/** What agents can do, as the matrix shows and changes it. Pure. */
import type { Abilities, People, PersonShown, TeamKept } from '@/api/people';

export type Kind = 'skills' | 'languages' | 'queues';
export const KINDS: Kind[] = ['skills', 'languages', 'queues'];

/** How an agent writes up; '': as each queue says. */
export const WRAP_UPS = ['', 'none', 'optional', 'forced', 'on_request', 'until_done'] as const;
export type WrapUp = (typeof WRAP_UPS)[number];

/** The highest level that a key gives. The least is 1; 0 takes it away. */
export const MOST: Record<Kind, number> = { skills: 5, languages: 5, queues: 9 };

/** Languages that are offered, beside those that somebody here speaks. */
const USUAL = [
  'zh-CN',
  'yue',
  'en-US',
  'ja-JP',
  'ko-KR',
  'fr-FR',
  'de-DE',
  'es-ES',
  'ru-RU',
  'ar-SA',
  'vi-VN',
  'th-TH',
];

export const nowOf = (person: PersonShown): Abilities => person.draft ?? person.abilities;

export const levelOf = (abilities: Abilities, kind: Kind, key: string): number => abilities[kind][key] ?? 0;

export function withLevel(abilities: Abilities, kind: Kind, key: string, level: number): Abilities {
  const rest = Object.fromEntries(Object.entries(abilities[kind]).filter(([name]) => name !== key));
  return { ...abilities, [kind]: level ? { ...rest, [key]: level } : rest };
}

/** A team as it will be once the drafts are in force; null: it will be gone. */
export const teamNow = (team: TeamKept): TeamKept['value'] =>
  team.draft_removes ? null : (team.draft ?? team.value);

/** How many agents and teams differ from what is in force. */
export const waitingIn = (people: People): number =>
  people.people.filter((one) => one.draft).length +
  people.teams.filter((one) => one.draft || one.draft_removes).length;

export function languagesIn(people: People, added: readonly string[] = []): string[] {
  const spoken = people.people.flatMap((one) =>
    [one.abilities, nowOf(one)].flatMap((a) => Object.keys(a.languages)),
  );
  return [...new Set([...spoken, ...added])].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

const rank = (tag: string): number => (USUAL.includes(tag) ? USUAL.indexOf(tag) : USUAL.length);

export const languagesToAdd = (shown: readonly string[]): string[] =>
  USUAL.filter((tag) => !shown.includes(tag));

/**
 * Agents of a team (null: all) whose name or number has the words; those of the own team come first. Who is moved
 * stays where they are until it is in force: nothing jumps under the hand.
 */
export function chosen(
  people: People,
  { team, search, own }: { team: string | null; search: string; own: string | null },
): PersonShown[] {
  const word = search.trim().toLowerCase();
  const hit = ({ agent }: PersonShown): boolean =>
    [agent.name.zh, agent.name.en, agent.number, agent.extension].some((text) =>
      text.toLowerCase().includes(word),
    );
  const inTeam = (one: PersonShown): boolean => [one.abilities.team, nowOf(one).team].includes(team ?? '');
  const place = (one: PersonShown): number => (own !== null && one.abilities.team === own ? 0 : 1);
  return people.people
    .filter((one) => (team === null || inTeam(one)) && hit(one))
    .sort((a, b) => place(a) - place(b) || a.agent.number.localeCompare(b.agent.number));
}

/** The team that this agent leads. */
export const ledBy = (people: People, number: string | undefined): string | null =>
  people.teams.find((team) => number !== undefined && teamNow(team)?.leader === number)?.key ?? null;

/** What a language is called, in the reader's; the tag itself where the browser does not know it. */
export const languageIn = (tag: string, locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
