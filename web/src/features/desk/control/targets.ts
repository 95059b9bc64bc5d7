/**
 * Whom a call can be given to, as one types: those called lately first, then colleagues, queues, ring groups, menus,
 * whoever else the directory finds, mailboxes, and numbers. Pure.
 */
import type { CallTargets, To } from '@/api/control';
import type { DirectoryEntry } from '@/api/directory';
import type { Board } from '@/api/live';
import type { AgentState, Locale, Name } from '@/api/types';
import { reachedOf } from '@/shared/dial/directory';
import { nameIn } from '@/shared/i18n/texts';
import type { Dialling } from './verbs';

export type Group = 'recent' | 'people' | 'queues' | 'groups' | 'menus' | 'directory' | 'mailboxes' | 'dial';
export interface Target {
  to: To;
  group: Group;
  name: string;
  /** An agent's extension, the number of a ring group, or how many wait in a queue. */
  aside: string;
  state: AgentState | null;
}

const ORDER: AgentState[] = ['ready', 'wrap_up', 'talking', 'ringing', 'paused', 'signed_out'];
const SHORTEST_OUTSIDE = 3;
const LONGEST_EXTENSION = 6;
const MOST = 50;

const plain = (text: string): string => text.toLowerCase().replace(/[\s'’-]/g, '');
const SYLLABLE = /(?:[zcs]h|[^aeiouv])?[aeiouv]+(?:ng?(?![aeiouv])|r(?![aeiouv]))?/g;
const firsts = (parts: readonly string[]): string => parts.map((part) => part.charAt(0)).join('');
const words = (text: string): string[] => text.toLowerCase().split(/\s+/);
/** The first letters of words, and those of syllables: Zhao Yinuo is zy and zyn. */
const initials = (text: string): string[] => [
  firsts(words(text)),
  firsts(words(text).flatMap((word) => word.match(SYLLABLE) ?? [])),
];

/** By either name, pinyin with or without spaces, the first letters of its words, or any number. */
function fits(what: string, name: Name, numbers: readonly string[]): boolean {
  const wanted = plain(what);
  if (!wanted) return true;
  return (
    plain(name.zh).includes(wanted) ||
    plain(name.en).includes(wanted) ||
    initials(name.en).some((letters) => letters.startsWith(wanted)) ||
    numbers.some((number) => number.startsWith(wanted))
  );
}

const rank = (state: AgentState | null): number => (state === null ? ORDER.length : ORDER.indexOf(state));

function people(board: Board, me: string, what: string, locale: Locale): Target[] {
  return Object.entries(board.agents)
    .filter(([id, one]) => id !== me && fits(what, one.name, [one.number, one.extension]))
    .map(([id, one]) => ({
      to: { kind: 'agent' as const, id },
      group: 'people' as const,
      name: nameIn(one.name, locale),
      aside: one.extension,
      state: one.state,
    }))
    .sort((a, b) => rank(a.state) - rank(b.state) || a.name.localeCompare(b.name, locale));
}

function queues(board: Board, what: string, locale: Locale): Target[] {
  return Object.entries(board.queues)
    .filter(([id, one]) => fits(what, one.name, [id]))
    .map(([id, one]) => ({
      to: { kind: 'queue' as const, id },
      group: 'queues' as const,
      name: nameIn(one.name, locale),
      aside: String(Object.keys(one.waiting).length),
      state: null,
    }));
}

/** Ring groups, which can be asked too, and menus, which cannot. */
function further(house: CallTargets, { verb, typed, locale }: Asked): Target[] {
  const of = (group: 'groups' | 'menus', kind: To['kind']): Target[] =>
    house[group]
      .filter(({ id, name }) => fits(typed, { zh: name?.zh ?? '', en: name?.en ?? '' }, [id]))
      .map(({ id, name }) => ({
        to: { kind, id },
        group,
        name: nameIn(name, locale) || id,
        aside: kind === 'group' && name ? id : '',
        state: null,
      }));
  const groups = verb === 'transfer' || verb === 'consult' ? of('groups', 'group') : [];
  return verb === 'transfer' ? [...groups, ...of('menus', 'flow')] : groups;
}

/** The mailboxes of colleagues, once one types who they are. */
const mailboxes = (colleagues: readonly Target[], { verb, typed }: Asked): Target[] =>
  verb === 'transfer' && typed
    ? colleagues
        .filter(({ aside }) => aside)
        .map((one) => ({ ...one, to: { kind: 'mailbox', id: one.aside }, group: 'mailboxes', state: null }))
    : [];

/** What was typed as a number: one that is not long may be an extension of the house; 110 goes out as well. */
function dialled(what: string): Target[] {
  const number = what.replace(/[\s()-]/g, '');
  if (!/^\+?\d{3,20}$/.test(number)) return [];
  const kinds: To['kind'][] = [];
  if (number.length <= LONGEST_EXTENSION) kinds.push('extension');
  if (number.length >= SHORTEST_OUTSIDE) kinds.push('number');
  return kinds.map((kind) => ({
    to: { kind, id: number },
    group: 'dial' as const,
    name: number,
    aside: '',
    state: null,
  }));
}

export const sameTo = (a: To, b: To): boolean => a.kind === b.kind && a.id === b.id;

export interface Asked {
  board: Board;
  me: string;
  verb: Dialling;
  typed: string;
  recent: readonly To[];
  house?: CallTargets;
  directory?: readonly DirectoryEntry[];
  locale: Locale;
}

const NOWHERE: CallTargets = { groups: [], menus: [] };

export function targetsFor(asked: Asked): Target[] {
  const { board, me, verb, typed, recent, directory = [], locale } = asked;
  const colleagues = people(board, me, typed, locale);
  const house = [
    ...colleagues,
    ...(verb === 'transfer' ? queues(board, typed, locale) : []),
    ...further(asked.house ?? NOWHERE, asked),
  ];
  const lately = recent.flatMap((to) => house.find((one) => sameTo(one.to, to)) ?? []);
  const rest = house.filter((one) => !lately.includes(one));
  const isGroup = (number: string): boolean =>
    house.some(({ to }) => to.kind === 'group' && to.id === number);
  const found = reachedOf(directory, house, { board, me, locale }).filter(({ to }) => !isGroup(to.id));
  const known = dialled(typed).filter(
    ({ to }) =>
      !isGroup(to.id) &&
      !house.some(({ aside }) => aside === to.id) &&
      !found.some((one) => sameTo(one.to, to)),
  );
  const first = lately.map((one) => ({ ...one, group: 'recent' as const }));
  return [
    ...first,
    ...rest.slice(0, MOST),
    ...found,
    ...mailboxes(colleagues, asked).slice(0, MOST),
    ...known,
  ];
}
