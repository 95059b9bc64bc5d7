/** What a new item begins with, and what stands there without being arranged. Pure. */
import type { ConfigEntry } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { SHOWN_AS_USUAL, UNORDERED, type Kind } from './kinds';
import { parentOf, wayTo, type Node } from './tree';

/** Under which a new one hangs: a type under the top that is chosen or beside what is chosen, others beside it. */
function parentFor(kind: Kind, nodes: readonly Node[], at: Node | undefined): string | null {
  if (kind !== 'case_type') return at ? parentOf(at.body) : null;
  if (!at) return nodes[0]?.key ?? null;
  return at.depth ? parentOf(at.body) : at.key;
}

const BEGINS: Partial<Record<Kind, Body>> = {
  case_urgency: { priority: 'high' },
  customer_field: { type: 'text' },
  complaint_guide: { steps: [] },
  case_plan: { steps: [] },
  case_visit: {
    after: 'closed',
    minutes: 1440,
    who: 'owner',
    tries: 3,
    pause_minutes: 120,
    questions: [
      {
        id: 'overall',
        name: { zh: '您对这次处理总体满意吗？', en: 'How satisfied are you with how it was handled?' },
        kind: 'scale',
        most: 5,
        required: true,
        satisfaction: true,
      },
    ],
  },
  case_remedy: { limits: {}, approvers: { manager: null } },
  customer_item: { of: 'own', type: 'text' },
};

/** What a new one says to begin with. */
export function beginningOf(kind: Kind, nodes: readonly Node[], chosen: string | null): Body {
  if (UNORDERED.includes(kind)) return BEGINS[kind] ?? {};
  const parent = parentFor(kind, nodes, chosen === null ? undefined : wayTo(nodes, chosen).at(-1));
  const beside = parent === null ? nodes : (wayTo(nodes, parent).at(-1)?.children ?? []);
  return { ...BEGINS[kind], ...(parent === null ? {} : { parent }), order: beside.length + 1 };
}

/** An item of this key that is not arranged; `body`: what is in force without that. */
export const blank = (key: string, body: Body | null): ConfigEntry =>
  ({
    key,
    value: body,
    version: 0,
    published_at: null,
    published_by: null,
    draft: null,
    draft_removes: false,
  }) as unknown as ConfigEntry;

/** Those of the site, and where that is so for the kind, those that are in force without it. */
export function withUsual(kind: Kind, items: ConfigEntry[], usual: Record<string, Body>): ConfigEntry[] {
  if (!SHOWN_AS_USUAL.includes(kind)) return items;
  const there = new Set(items.map(({ key }) => key));
  const rest = Object.entries(usual).filter(([key]) => !there.has(key));
  return [...items, ...rest.map(([key, body]) => blank(key, body))];
}
