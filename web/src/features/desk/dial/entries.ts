/**
 * Whom can be called by what was typed: a number in any way it is written first, then customers, colleagues, queues,
 * and whoever else the directory finds. Pure.
 */
import type { DialTo } from '@/api/dial';
import type { DirectoryEntry } from '@/api/directory';
import type { Board } from '@/api/live';
import type { AgentState, CustomerRow, InteractionRow, Locale } from '@/api/types';
import { reachedOf } from '@/shared/dial/directory';
import { groupPhone } from '@/shared/format/phone';
import { targetsFor } from '../control/targets';

export type EntryGroup = 'dial' | 'recent' | 'customers' | 'people' | 'queues' | 'directory';
export interface Entry {
  to: DialTo;
  group: EntryGroup;
  name: string;
  aside: string;
  state: AgentState | null;
}

const NUMBER = /^[0-9+\-–—()[\]./\s]{3,40}$/;
const MOST_RECENT = 6;

/** The number in what was typed or pasted, as it was written but in plain digits; null when it is none. */
export function numberIn(typed: string): string | null {
  const plain = typed.normalize('NFKC').trim();
  return NUMBER.test(plain) && plain.replace(/\D/g, '').length >= 3 ? plain : null;
}

/** Codes of the house: pick up in the own group, or at an extension; intercom. */
const CODE = /^(\*8|\*\*\d{2,8}|\*80\*\d{2,8})#?$/;

function dialled(typed: string): Entry[] {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  if (CODE.test(code)) {
    const asked = { kind: 'extension' as const, id: code };
    return [{ to: asked, group: 'dial', name: code, aside: '', state: null }];
  }
  const number = numberIn(typed);
  if (number === null) return [];
  const to = { kind: 'number' as const, id: number };
  return [{ to, group: 'dial', name: groupPhone(number.replace(/[^\d+]/g, '')), aside: '', state: null }];
}

const found = (one: CustomerRow): Entry => ({
  to: { kind: 'customer', id: one.id },
  group: 'customers',
  name: one.name,
  aside: groupPhone(one.numbers[0] ?? ''),
  state: null,
});

export interface Typed {
  board: Board | null;
  me: string;
  typed: string;
  customers: readonly CustomerRow[];
  directory?: readonly DirectoryEntry[];
  locale: Locale;
}

export function entriesFor({ board, me, typed, customers, directory = [], locale }: Typed): Entry[] {
  if (!typed.trim()) return [];
  const asked = { me, verb: 'transfer' as const, typed: typed.trim(), recent: [], locale };
  const inside = (board ? targetsFor({ board, ...asked }) : []).flatMap((one): Entry[] => {
    const { to, group } = one;
    if (group !== 'people' && group !== 'queues') return [];
    return [{ ...one, to: { kind: to.kind === 'queue' ? 'queue' : 'agent', id: to.id }, group }];
  });
  const known = [...dialled(typed), ...customers.map(found), ...inside];
  return [...known, ...reachedOf(directory, known, { board, me, locale })];
}

/** Who it was; null when that is not known, because numbers are hidden and many look the same. */
const personOf = ({ customer, caller, caller_masked }: InteractionRow): string | null =>
  customer ? `customer ${customer.id}` : caller_masked ? null : caller;

/** The last contacts, each person once; those without a number cannot be called. */
export function recentEntries(rows: readonly InteractionRow[]): Entry[] {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const row of rows) {
    const person = personOf(row);
    if (!/\d/.test(row.caller) || (person !== null && seen.has(person))) continue;
    if (person !== null) seen.add(person);
    const number = groupPhone(row.caller);
    const name = row.customer?.name || row.caller_name || number;
    const aside = name === number ? '' : number;
    entries.push({ to: { kind: 'interaction', id: row.id }, group: 'recent', name, aside, state: null });
  }
  return entries.slice(0, MOST_RECENT);
}
