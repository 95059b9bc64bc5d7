/** Everything that I have still to do, of whatever kind, in the order in which it is to be done. Pure. */
import type { CaseHelp } from '@/api/calm';
import type { CaseLine, CaseTaskOpen } from '@/api/cases';
import type { Callback } from '@/api/desk';
import type { Slip } from '@/api/slips';
import type { Improvement } from '@/api/improvements';
import type { Visit } from '@/api/visits';

export interface Todos {
  callbacks: Callback[];
  tasks: CaseTaskOpen[];
  cases: CaseLine[];
  slips: Slip[];
  visits: Visit[];
  helps?: CaseHelp[];
  improvements?: Improvement[];
}

/** `due`: milliseconds since 1970; a message is due from when it was taken, an urgent one before all others, and so is whoever asks for help. */
export type Todo = { id: string; due: number } & (
  | { kind: 'callback'; one: Callback }
  | { kind: 'task'; one: CaseTaskOpen }
  | { kind: 'case'; one: CaseLine }
  | { kind: 'slip'; one: Slip }
  | { kind: 'visit'; one: Visit }
  | { kind: 'help'; one: CaseHelp }
  | { kind: 'improvement'; one: Improvement }
);

const AT_NO_TIME = Infinity;
const AT_ONCE = -Infinity;

const dueOf = (at: string | null): number => (at === null ? AT_NO_TIME : Date.parse(at));

/** What is overdue for longest first; what is due at no time last. */
export function inOrder({
  callbacks,
  tasks,
  cases,
  slips,
  visits,
  helps = [],
  improvements = [],
}: Todos): Todo[] {
  const all: Todo[] = [
    ...callbacks.map((one): Todo => ({ kind: 'callback', id: one.id, due: dueOf(one.due_at), one })),
    ...tasks.map((one): Todo => ({ kind: 'task', id: one.id, due: dueOf(one.due_at), one })),
    ...cases.map((one): Todo => ({ kind: 'case', id: one.id, due: dueOf(one.due_at), one })),
    ...helps.map((one): Todo => ({ kind: 'help', id: one.id, due: AT_ONCE, one })),
    ...improvements.map((one): Todo => ({ kind: 'improvement', id: one.id, due: dueOf(one.due_at), one })),
    ...visits.map((one): Todo => ({ kind: 'visit', id: one.id, due: dueOf(one.due_at), one })),
    ...slips.map((one): Todo => ({
      kind: 'slip',
      id: one.id,
      due: one.urgent ? AT_ONCE : Date.parse(one.taken_at),
      one,
    })),
  ];
  return all.sort((a, b) => (a.due === b.due ? a.id.localeCompare(b.id) : a.due - b.due));
}
