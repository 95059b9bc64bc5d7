/** What a caller does in a walk or a test, as it is written and as it is told; where it ended. Pure. */
import type { Speak } from '@/shared/i18n/texts';
import { entriesOf, isTable } from '@/shared/flow/plain';
import type { FlowTest, Given, Graph, Node } from '../graph';
import { kindOf } from '../kinds';
import { titleOf, type Sayer } from '../say';
import type { walkWords } from './walk-words';

export type WalkSpeak = Speak<(typeof walkWords)['zh-CN']>;

export const VERBS = ['press', 'say', 'silence', 'finish', 'busy', 'no_answer', 'fail'] as const;
export type Verb = (typeof VERBS)[number];

export interface Did {
  verb: Verb;
  /** Keys, or words; '' for the others. */
  what: string;
}

/** `press 2`, `say 投诉`, `silence`. What is none of it is read as words that are said. */
export function didOf(written: string): Did {
  const [word = '', ...rest] = written.trim().split(' ');
  const verb = VERBS.find((one) => one === word);
  if (!verb) return { verb: 'say', what: written.trim() };
  return { verb, what: verb === 'press' || verb === 'say' ? rest.join(' ').trim() : '' };
}

export const writtenOf = ({ verb, what }: Did): string =>
  verb === 'press' || verb === 'say' ? `${verb} ${what}` : verb;

export function sayDid(written: string, t: WalkSpeak): string {
  const { verb, what } = didOf(written);
  if (verb === 'press') return t('did_press', { what });
  if (verb === 'say') return t('did_say', { what });
  return t(`did_${verb}`);
}

export const ENDS = ['queue', 'dial', 'transfer', 'message', 'hang_up', 'node'] as const;
export type Ends = (typeof ENDS)[number];

/** How it ended, and where. */
export function endsOf(ended: unknown): { how: Ends; what: string } | null {
  const [name, what] = entriesOf(ended)[0] ?? [];
  const how = ENDS.find((one) => one === name);
  if (!how) return null;
  const inner = isTable(what) ? Object.values(what)[0] : what;
  return { how, what: how === 'hang_up' ? '' : String(inner ?? '') };
}

export function sayEnds(ended: unknown, graph: Graph, words: Sayer, t: WalkSpeak): string {
  const end = endsOf(ended);
  if (!end) return t('anywhere');
  const { how, what } = end;
  if (how === 'hang_up') return t('ends_hang_up');
  if (how === 'queue') return t('ends_queue', { what: words.known('queue', what) });
  if (how === 'node') return t('ends_node', { what: titleOf(what, graph.nodes[what], words) });
  if (how === 'message') return t('ends_message', { what: words.known('mailbox', what) });
  return t(`ends_${how}`, { what });
}

/** What may be told where a walk stands. */
export function mayDo(node: Node | undefined, ended: unknown): Verb[] {
  const kind = node ? kindOf(node) : '';
  if (['hang_up', 'transfer'].includes(endsOf(ended)?.how ?? '')) return [];
  if (['menu', 'digits', 'survey', 'listen'].includes(kind)) return ['press', 'say', 'silence'];
  if (kind === 'agent') return ['press', 'say', 'finish'];
  if (kind === 'enqueue' || kind === 'message') return ['finish', 'fail'];
  if (kind === 'dial') return ['finish', 'busy', 'no_answer', 'fail'];
  return endsOf(ended)?.how === 'node' ? [...VERBS] : [];
}

/** Nodes that ask the world, about which a walk has to suppose something. */
export function supposed(graph: Graph): { calendars: string[]; lookUps: [string, Node][] } {
  const nodes = Object.entries(graph.nodes);
  const calendars = nodes
    .filter(([, node]) => kindOf(node) === 'hours' && typeof node.calendar === 'string' && node.calendar)
    .map(([, node]) => String(node.calendar));
  return {
    calendars: [...new Set(calendars)],
    lookUps: nodes.filter(([, node]) => ['look_up', 'web'].includes(kindOf(node))),
  };
}

/** Without what supposes nothing. */
export function tidy(given: Given): Given {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([, one]) => one !== undefined && one !== '' && !(isTable(one) && !Object.keys(one).length),
    ),
  );
}

/** A walk as a test: what was supposed and done, what was heard, where it ended. */
export function testOf(
  name: string,
  given: Given,
  does: string[],
  came: { heard: string[]; ended: Record<string, unknown> },
): FlowTest {
  const kept = tidy(given);
  return {
    name,
    ...(Object.keys(kept).length ? { given: kept } : {}),
    does,
    heard: came.heard.filter((one) => !one.startsWith('=') && !one.startsWith('silence:')),
    ends: came.ended,
  };
}
