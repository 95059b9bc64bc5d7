/** What a node does, in a line; what its ways are called. Pure. */
import type { Name } from '@/api/types';
import type { Speak } from '@/shared/i18n/texts';
import { sayCondition, variableName, type GraphSpeak } from '@/shared/flow/conditions';
import type { editWords } from './edit-words';
import { entriesOf, isTable, listOf, textOf } from '@/shared/flow/plain';
import type { Node, Way } from './graph';
import { kindOf, KINDS, wordOf, type FieldSpec } from './kinds';
import type { kindWords } from './kind-words';

export type KindSpeak = Speak<(typeof kindWords)['zh-CN']>;
type KindWord = keyof (typeof kindWords)['zh-CN'];

export type EditSpeak = Speak<(typeof editWords)['zh-CN']>;

export interface Sayer {
  t: KindSpeak;
  e: EditSpeak;
  /** What conditions and variables are called. */
  g: GraphSpeak;
  /** What a prompt says. */
  prompt: (id: string) => string;
  /** What an item of the configuration is called. */
  known: (kind: string, key: string) => string;
  name: (name: Name | undefined) => string;
}

export const kindName = (kind: string, t: KindSpeak): string =>
  KINDS[kind] ? t(`kind_${kind}` as KindWord) : kind;

export const fieldName = (spec: FieldSpec, t: KindSpeak): string => t(wordOf(spec) as KindWord);

/** One said thing: a prompt's text, music, a pause, a variable. */
export function saySaid(said: unknown, { e, g, prompt }: Sayer): string {
  if (isTable(said)) return `{${variableName(textOf(said.value), g)}}`;
  const id = textOf(said);
  if (id === 'music') return e('music');
  const pause = /^silence:(\d+)$/.exec(id);
  if (pause) return `${e('silence')} ${pause[1] ?? ''} ms`;
  return prompt(id);
}

export const sayAll = (said: unknown, words: Sayer): string =>
  listOf(said)
    .map((one) => saySaid(one, words))
    .join(' ');

/** A goal of a dial or a transfer. */
export function sayGoal(to: unknown, { t, e, g, known }: Sayer): string {
  const [kind, value] = entriesOf(to)[0] ?? [];
  if (kind === undefined) return e('notSet');
  const text = String(value);
  if (kind === 'flow') return known('flow', text);
  if (kind === 'group') return known('ring_group', text);
  if (kind === 'value') return `{${variableName(text, g)}}`;
  return kind === 'extension' ? `${t('option_extension')} ${text}` : text;
}

const pairs = (table: unknown): string =>
  entriesOf(table)
    .map(([name, value]) => `${name} = ${isTable(value) ? textOf(value.value) : String(value)}`)
    .join('; ');

const LINES: Record<string, (node: Node, words: Sayer) => string> = {
  hours: (node, { known }) => known('hours', textOf(node.calendar)),
  condition: (node, { g }) =>
    listOf(node.cases)
      .map((one) => sayCondition(isTable(one) ? one.when : undefined, g))
      .join(g('or')),
  set: (node) => pairs(node.values) || textOf(node.language),
  look_up: (node, { g }) => `${textOf(node.what)} ← ${variableName(textOf(node.by) || 'call.number', g)}`,
  web: (node) => `${textOf(node.method) || 'GET'} ${textOf(node.url)}`,
  send: (node, { name }) => name(node.text as Name | undefined),
  enqueue: (node, { known }) => known('queue', textOf(node.queue)),
  dial: (node, words) => sayGoal(node.to, words),
  transfer: (node, words) => sayGoal(node.to, words),
  agent: (node, { name }) => name(node.line as Name | undefined),
  digits: (node, words) => `${sayAll(node.say, words)} → ${textOf(node.into)}`,
  listen: (node, words) => `${sayAll(node.say, words)} → ${textOf(node.into)}`,
};

/** What a node does. '' when it is not filled in yet. */
export const sayNode = (node: Node, words: Sayer): string =>
  (LINES[kindOf(node)] ?? ((one: Node) => sayAll(one.say, words)))(node, words);

/** What a node is called: its title, else its name. */
export function titleOf(name: string, node: Node | undefined, words: Pick<Sayer, 'name'>): string {
  const title = isTable(node?.title) ? (node.title as unknown as Name) : undefined;
  return words.name(title) || name;
}

/** What a way is called on the drawing; '' for the only way there is. */
export function sayWay(node: Node, way: Way, words: Sayer): string {
  const { t, e, g, name } = words;
  const kind = kindOf(node);
  const spec = KINDS[kind]?.fields.find((one) => one.name === way.field);
  if (!spec) return way.field;
  if (spec.as === 'choices') return way.mark;
  const one = listOf(node[way.field])[Number(way.mark) - 1];
  if (spec.as === 'cases') return sayCondition(isTable(one) ? one.when : undefined, g);
  if (spec.as === 'lines')
    return (isTable(one) && name(one.say as Name | undefined)) || e('caseN', { n: way.mark });
  return wordOf(spec) === 'next' ? '' : fieldName(spec, t);
}
