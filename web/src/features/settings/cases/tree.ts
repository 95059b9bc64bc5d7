/** Trees of the configuration as they are written: drafts before what is in force. Pure. */
import type { ConfigEntry, Locale, Name } from '@/api/types';
import { bodyOf, type Body } from '@/shared/config/entries';
import { nameIn } from '@/shared/i18n/texts';

export interface Node {
  key: string;
  entry: ConfigEntry;
  body: Body;
  /** 0: a top. */
  depth: number;
  children: Node[];
}

export const TOPS = {
  enquiry: { zh: '咨询', en: 'Enquiry' },
  complaint: { zh: '投诉', en: 'Complaint' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  business: { zh: '业务', en: 'Business' },
} as const satisfies Record<string, Name>;

/** What stands there, also where a draft would take it away, and the name of what is switched off. */
function standing(entry: ConfigEntry, usual: Body | undefined): Body {
  const body = entry.draft_removes ? (entry.value ?? {}) : bodyOf(entry);
  return body.off === true ? { ...usual, ...body } : body;
}

export const parentOf = (body: Body): string | null => (typeof body.parent === 'string' ? body.parent : null);
const orderOf = (body: Body): number => (typeof body.order === 'number' ? body.order : 0);

/** In the order in which they are shown; what hangs under nothing that is there stands with the tops. */
export function treeOf(items: readonly ConfigEntry[], usual: Record<string, Body> = {}): Node[] {
  const all = items.map((entry) => ({ key: entry.key, entry, body: standing(entry, usual[entry.key]) }));
  const keys = new Set(all.map(({ key }) => key));
  const under = (parent: string | null, depth: number, above: readonly string[]): Node[] =>
    all
      .filter(({ key, body }) => {
        const of = parentOf(body);
        return (of !== null && keys.has(of) && of !== key ? of : null) === parent && !above.includes(key);
      })
      .sort((a, b) => orderOf(a.body) - orderOf(b.body) || (a.key < b.key ? -1 : 1))
      .map((one) => ({ ...one, depth, children: under(one.key, depth + 1, [...above, one.key]) }));
  return under(null, 0, []);
}

export const flat = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => [node, ...flat(node.children)]);

/** From the top down to it; [] when it is not there. */
export function wayTo(nodes: readonly Node[], key: string): Node[] {
  for (const node of nodes) {
    if (node.key === key) return [node];
    const rest = wayTo(node.children, key);
    if (rest.length) return [node, ...rest];
  }
  return [];
}

export const pathName = (nodes: readonly Node[], key: string, locale: Locale): string =>
  wayTo(nodes, key)
    .map((node) => nameIn(node.body.name as Name | undefined, locale) || node.key)
    .join(' / ');

/** What those above say where it says nothing itself; undefined: nobody does. */
export function saidAbove(nodes: readonly Node[], parent: string | null, field: string): unknown {
  const above = parent === null ? [] : wayTo(nodes, parent);
  return above.findLast((node) => node.body[field] !== undefined && node.body[field] !== null)?.body[field];
}

/** Everything that one of them can hang under: not itself, nor what hangs under it. */
export function possibleParents(nodes: readonly Node[], key: string | null): Node[] {
  const own = key === null ? [] : flat(wayTo(nodes, key).slice(-1)).map((node) => node.key);
  return flat(nodes).filter((node) => !own.includes(node.key) && !node.entry.draft_removes);
}

/** Its neighbours in their new order with it moved by one place; null at the end. Only those that change. */
export function moved(
  siblings: readonly Node[],
  key: string,
  by: -1 | 1,
): { node: Node; order: number }[] | null {
  const at = siblings.findIndex((node) => node.key === key);
  const to = at + by;
  const one = siblings[at];
  if (!one || to < 0 || to >= siblings.length) return null;
  const rest = siblings.filter((node) => node !== one);
  const after = [...rest.slice(0, to), one, ...rest.slice(to)];
  return after
    .map((node, place) => ({ node, order: place + 1 }))
    .filter(({ node, order }) => orderOf(node.body) !== order);
}

/** A key for a new item: its English name, or `stem` and a number. */
export function freeKey(name: { en?: string } | undefined, stem: string, taken: readonly string[]): string {
  const word = (name?.en ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  if (word && !taken.includes(word)) return word;
  const of = word || stem;
  for (let n = taken.length + 1; ; n += 1) if (!taken.includes(`${of}_${n}`)) return `${of}_${n}`;
}
