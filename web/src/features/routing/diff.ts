/** What differs between two bodies of a queue, a skill or a calendar, in words. Pure. */
import type { ItemChanged } from '@/api/versions';
import type { Body } from '@/shared/config/entries';
import { touched } from '@/shared/config/meanwhile';
import type { Speak } from '@/shared/i18n/texts';
import { calendarLines } from './calendar';
import { sayCallback, type CallbackSpeak } from './callback';
import type { pageWords } from './page-words';
import { sayHelps, sayOverflows, sayPlan, type PlanNames, type PlanSpeak } from './say';

export interface Words {
  page: Speak<(typeof pageWords)['zh-CN']>;
  plan: PlanSpeak;
  callback: CallbackSpeak;
  names: PlanNames;
  /** What a field is called; its own name when it has none. */
  field: (name: string) => string;
  /** A plain value in words. */
  value: (field: string, value: unknown) => string;
  day: (key: string) => string;
  name: (body: Body | null, key: string) => string;
}

/** What is told line by line; the waits of a plan in its lines. */
const PLANNED = ['steps', 'preferred_wait_seconds', 'reserve_after_seconds'];
const LISTED = [...PLANNED, 'overflows', 'help', 'callback', 'week', 'days'];
const KINDS = ['queue', 'skill', 'hours'] as const;

/** Lines that only one of both has. */
function lines(field: string, before: string[], after: string[], { page }: Words): string[] {
  return [
    ...before.filter((one) => !after.includes(one)).map((one) => page('lost', { field, before: one })),
    ...after.filter((one) => !before.includes(one)).map((one) => page('added', { field, after: one })),
  ];
}

/** What changed in one body, sentence by sentence. */
function changesIn(before: Body, after: Body, words: Words): string[] {
  const { plan, names, callback, day } = words;
  const listed = (field: string, say: (body: Body) => string[]): string[] =>
    lines(words.field(field), say(before), say(after), words);
  return [
    ...listed('steps', (body) => sayPlan(body, plan, names)),
    ...listed('overflows', (body) => sayOverflows(body, plan, names)),
    ...listed('help', (body) => sayHelps(body, plan, names)),
    ...listed('callback', (body) => sayCallback(body, callback, names)),
    ...listed('week', (body) => calendarLines(body, day)),
    ...touched(before, after)
      .filter((field) => !LISTED.includes(field))
      .map((field) =>
        words.page('fromTo', {
          field: words.field(field),
          before: words.value(field, before[field]),
          after: words.value(field, after[field]),
        }),
      ),
  ];
}

export interface Told {
  id: string;
  head: string;
  lines: string[];
}

/** Each item that differs: what it is, and what became of it. */
export function tell(changes: ItemChanged[], words: Words): Told[] {
  return changes.map(({ kind, key, before, after }) => {
    const known = KINDS.find((one) => one === kind);
    const named = {
      kind: known ? words.page(`kind_${known}`) : kind,
      name: words.name(after ?? before, key),
    };
    const id = `${kind}/${key}`;
    if (!after) return { id, head: words.page('goneItem', named), lines: [] };
    const head = words.page(before ? 'changedItem' : 'newItem', named);
    return { id, head, lines: changesIn(before ?? {}, after, words) };
  });
}
