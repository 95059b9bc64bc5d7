/** What differs between two flows, in words. Pure. */
import type { Name } from '@/api/types';
import type { Speak } from '@/shared/i18n/texts';
import type { Body } from '@/shared/config/entries';
import { same, touched } from '@/shared/config/meanwhile';
import type { diffWords } from './diff-words';
import { entriesOf, isTable } from '@/shared/flow/plain';
import { graphOf, waysOf, type FlowTest, type Graph, type Node, type Way } from './graph';
import { kindOf, KINDS } from './kinds';
import { fieldName, kindName, sayAll, sayWay, titleOf, type Sayer } from './say';

export interface DiffSayer extends Sayer {
  d: Speak<(typeof diffWords)['zh-CN']>;
}

const called = (graph: Graph, name: string, words: Sayer): string => titleOf(name, graph.nodes[name], words);

/** Ways by what they are called and where they stand. */
const waysAt = (node: Node): Map<string, Way> => new Map(waysOf(node).map((way) => [way.at.join('.'), way]));

/** Ways that lead elsewhere now, that came and that went. */
function wayLines(name: string, [old, now]: [Graph, Graph], words: DiffSayer): string[] {
  const { d, t } = words;
  const was = old.nodes[name] as Node;
  const is = now.nodes[name] as Node;
  const [a, b] = [waysAt(was), waysAt(is)];
  const goal = (graph: Graph, way: Way | undefined): string =>
    way?.to ? called(graph, way.to, words) : d('end');
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((at) => {
    const [from, to] = [a.get(at), b.get(at)];
    if (from && to && from.to === to.to) return [];
    const node = called(now, name, words);
    const way = (to && sayWay(is, to, words)) || (from && sayWay(was, from, words)) || t('next');
    if (!to) return [d('wayLost', { node, way })];
    if (!from) return [d('wayAdded', { node, way, to: goal(now, to) })];
    return [d('wayChanged', { node, way, from: goal(old, from), to: goal(now, to) })];
  });
}

function valueOf(value: unknown, words: DiffSayer): string {
  if (value === undefined || value === '' || (Array.isArray(value) && !value.length))
    return words.d('nothing');
  if (Array.isArray(value)) return sayAll(value, words);
  if (isTable(value) && ('zh' in value || 'en' in value))
    return words.name({ zh: '', en: '', ...value } as Name);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Fields that are no ways. */
function fieldLines(name: string, [old, now]: [Graph, Graph], words: DiffSayer): string[] {
  const was = old.nodes[name] as Node;
  const is = now.nodes[name] as Node;
  const node = called(now, name, words);
  const fields = KINDS[kindOf(is)]?.fields ?? [];
  const ways = ['node', 'choices'];
  return touched(was, is).flatMap((field) => {
    const spec = fields.find((one) => one.name === field);
    if (spec && ways.includes(spec.as)) return [];
    const known = spec ? fieldName(spec, words.t) : field;
    if (field === 'do')
      return [
        words.d('kind', { node, from: kindName(kindOf(was), words.t), to: kindName(kindOf(is), words.t) }),
      ];
    if (spec && (spec.as === 'cases' || spec.as === 'lines'))
      return waysOf(was).length === waysOf(is).length ? [words.d('inside', { node, field: known })] : [];
    const [from, to] = [valueOf(was[field], words), valueOf(is[field], words)];
    return [words.d('field', { node, field: known, from, to })];
  });
}

const testNames = (graph: Graph): Record<string, FlowTest> =>
  Object.fromEntries((graph.tests ?? []).map((test) => [test.name, test]));

/** Tables whose entries come, go or change: variables, tests. */
function tableLines(was: object, is: object, what: string, { d }: DiffSayer): string[] {
  const [a, b] = [Object.fromEntries(entriesOf(was)), Object.fromEntries(entriesOf(is))];
  return touched(a, b).map((name) => {
    if (!(name in a)) return d('added', { what, name });
    return name in b ? d('changed', { what, name }) : d('lost', { what, name });
  });
}

/** Everything that became different, sentence by sentence. */
export function graphLines(old: Graph, now: Graph, words: DiffSayer): string[] {
  const { d } = words;
  const [was, is] = [Object.keys(old.nodes), Object.keys(now.nodes)];
  const both = is.filter((name) => old.nodes[name]);
  const kind = (graph: Graph, name: string): string => kindName(kindOf(graph.nodes[name] as Node), words.t);
  return [
    ...was
      .filter((name) => !now.nodes[name])
      .map((name) => d('nodeLost', { kind: kind(old, name), node: called(old, name, words) })),
    ...is
      .filter((name) => !old.nodes[name])
      .map((name) => d('nodeAdded', { kind: kind(now, name), node: called(now, name, words) })),
    ...(old.start !== now.start ? [d('start', { node: called(now, now.start, words) })] : []),
    ...both
      .filter((name) => !same(old.nodes[name], now.nodes[name]))
      .flatMap((name) => [...fieldLines(name, [old, now], words), ...wayLines(name, [old, now], words)]),
    ...tableLines(old.variables ?? {}, now.variables ?? {}, d('variable'), words),
    ...tableLines(testNames(old), testNames(now), d('test'), words),
    ...(same(old.layout, now.layout) ? [] : [d('layout')]),
  ];
}

/** The same of two bodies of the configuration. */
export function bodyLines(before: Body, after: Body, words: DiffSayer): string[] {
  const names = [before, after].map((body) => words.name(body.name as Name | undefined));
  const [from = '', to = ''] = names;
  return [
    ...(same(before.name, after.name) ? [] : [words.d('name', { from, to })]),
    ...graphLines(graphOf(before), graphOf(after), words),
  ];
}
