/** What can be set of each kind, as the server checks it (telephony/config, app/site_plan.py). Pure. */
import type { Problem } from '@/api/client';
import type { Body } from '@/shared/config/entries';

export type LineKind = 'extension' | 'ring_group' | 'park' | 'conference' | 'number' | 'trunk';
export interface Member {
  extension: string;
  after?: number;
  [more: string]: unknown;
}

/** How a field is shown. `recorded`, `notice`: the words of platform/recorded.py; `leads`: where a number
 * leads; `target`: whom an urgent call goes to; `hours`, `flow`, `queue`: one of that kind. */
export interface Field {
  field:
    | 'outside'
    | 'call_waiting'
    | 'voicemail'
    | 'lines'
    | 'ring_seconds'
    | 'seconds'
    | 'return_seconds'
    | 'shown'
    | 'hot_line'
    | 'otherwise'
    | 'pickup_group'
    | 'order'
    | 'members'
    | 'leads'
    | 'hours'
    | 'closed'
    | 'operator'
    | 'operator_queue'
    | 'operator_hours'
    | 'duty'
    | 'language'
    | 'recorded'
    | 'recording_notice'
    | 'transcribed'
    | 'networks'
    | 'uri'
    | 'user'
    | 'hands_back'
    | 'short_numbers'
    | 'shown_number'
    | 'blocked_numbers'
    | 'urgent_transfer'
    | 'conference_limit'
    | 'extensions_recorded'
    | 'outgoing_recorded'
    | 'recording_pause_seconds'
    | 'recording_days'
    | 'voicemail_days'
    | 'mail_to'
    | 'mail_sound'
    | 'mail_heard'
    | 'mail_own_forbidden'
    | 'host'
    | 'port'
    | 'security'
    | 'from'
    | 'page';
  as:
    | 'switch'
    | 'count'
    | 'text'
    | 'list'
    | 'order'
    | 'members'
    | 'leads'
    | 'hours'
    | 'flow'
    | 'queue'
    | 'language'
    | 'recorded'
    | 'notice'
    | 'target'
    | 'security';
  /** What holds when nothing is said; of a count. */
  usual?: number;
  /** What holds when nothing is said; of a choice. */
  unsaid?: 'byQueue' | 'always' | 'never' | 'agentsOnly' | 'untold';
}

export const ORDERS = ['all', 'in_turn', 'by_time'] as const;

export const SHAPES: Record<LineKind, Field[]> = {
  extension: [
    { field: 'outside', as: 'switch' },
    { field: 'shown', as: 'text' },
    { field: 'call_waiting', as: 'switch' },
    { field: 'voicemail', as: 'switch' },
    { field: 'lines', as: 'count', usual: 2 },
    { field: 'ring_seconds', as: 'count', usual: 25 },
    { field: 'pickup_group', as: 'text' },
    { field: 'hot_line', as: 'text' },
    { field: 'duty', as: 'switch' },
    { field: 'mail_to', as: 'list' },
    { field: 'mail_sound', as: 'switch' },
    { field: 'mail_heard', as: 'switch' },
  ],
  ring_group: [
    { field: 'order', as: 'order' },
    { field: 'members', as: 'members' },
    { field: 'seconds', as: 'count', usual: 25 },
    { field: 'otherwise', as: 'text' },
  ],
  park: [{ field: 'return_seconds', as: 'count', usual: 120 }],
  conference: [],
  number: [
    { field: 'leads', as: 'leads' },
    { field: 'language', as: 'language' },
    { field: 'hours', as: 'hours' },
    { field: 'closed', as: 'flow' },
    { field: 'operator', as: 'text' },
    { field: 'operator_queue', as: 'queue' },
    { field: 'recorded', as: 'recorded', unsaid: 'byQueue' },
    { field: 'recording_notice', as: 'notice', unsaid: 'byQueue' },
  ],
  trunk: [
    { field: 'networks', as: 'list' },
    { field: 'uri', as: 'text' },
    { field: 'user', as: 'text' },
    { field: 'hands_back', as: 'switch' },
    { field: 'short_numbers', as: 'list' },
  ],
};

/** Parts of what the site says of itself, and what queues and numbers say of recording. */
export const CALLS: Field[] = [
  { field: 'urgent_transfer', as: 'target' },
  { field: 'operator_hours', as: 'hours' },
  { field: 'shown_number', as: 'text' },
  { field: 'blocked_numbers', as: 'list' },
];
export const CONFERENCES: Field[] = [{ field: 'conference_limit', as: 'count', usual: 16 }];
export const RECORDING = {
  site: [
    { field: 'extensions_recorded', as: 'recorded', unsaid: 'never' },
    { field: 'outgoing_recorded', as: 'recorded', unsaid: 'agentsOnly' },
    { field: 'recording_pause_seconds', as: 'count', usual: 180 },
    { field: 'recording_days', as: 'count' },
  ],
  queue: [
    { field: 'recorded', as: 'recorded', unsaid: 'always' },
    { field: 'recording_notice', as: 'notice', unsaid: 'untold' },
    { field: 'transcribed', as: 'switch' },
    { field: 'recording_days', as: 'count' },
  ],
  number: [
    { field: 'recorded', as: 'recorded', unsaid: 'byQueue' },
    { field: 'recording_notice', as: 'notice', unsaid: 'byQueue' },
  ],
} satisfies Record<string, Field[]>;

/** What a key may be: sent only when it is so, because it is part of an address. */
export const KEYS: Record<LineKind, { pattern: RegExp; most: number; digits: boolean }> = {
  extension: { pattern: /^\d{2,8}$/, most: 8, digits: true },
  ring_group: { pattern: /^\d{2,8}$/, most: 8, digits: true },
  park: { pattern: /^\d{2,8}$/, most: 8, digits: true },
  conference: { pattern: /^\d{2,8}$/, most: 8, digits: true },
  number: { pattern: /^[0-9*#+]{1,32}$/, most: 32, digits: true },
  trunk: { pattern: /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, most: 64, digits: false },
};

export const isLine = (kind: string): kind is LineKind => kind in SHAPES;

/** The body with one thing changed; what is emptied is left out. */
export function changed(body: Body, field: string, value: unknown): Body {
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
  return value === '' || value === null || value === undefined ? rest : { ...rest, [field]: value };
}

export const membersOf = (body: Body): Member[] =>
  Array.isArray(body.members) ? (body.members as Member[]) : [];

export const listOf = (body: Body, field: string): string[] =>
  Array.isArray(body[field]) ? (body[field] as unknown[]).map(String) : [];

/** The ways a number can lead: a kind of configuration, and the field that says it. */
const WAYS = ['flow', 'queue', 'extension'] as const;
export const leadsOf = (body: Body): { way: (typeof WAYS)[number]; to: string } | null => {
  const way = WAYS.find((one) => typeof body[one] === 'string');
  return way ? { way, to: String(body[way]) } : null;
};
export const leading = (body: Body, way: string, to: string): Body =>
  changed(
    WAYS.reduce((rest, one) => changed(rest, one, null), body),
    way,
    to,
  );

/** As it is sent: without empty lines and members; nobody rings later unless all join one by one. */
export function sent(fields: readonly Field[], body: Body): Body {
  const lists = fields.filter(({ as }) => as === 'list');
  const plain = lists.reduce((rest, { field }) => {
    const kept = listOf(rest, field).flatMap((one) => one.trim() || []);
    return changed(rest, field, kept.length ? kept : null);
  }, body);
  if (!fields.some(({ as }) => as === 'members')) return plain;
  const timed = body.order === 'by_time';
  const members = membersOf(body)
    .filter((member) => member.extension.trim())
    .map(({ after, ...member }) => ({ ...member, ...(timed && after ? { after } : {}) }));
  return { ...plain, members };
}

const ABOUT: Record<string, string> = {
  'config.no_name': 'name',
  'extension.bad_number': 'key',
  'extension.taken': 'key',
  'config.bad_key': 'key',
  'number.not_dialled': 'key',
  'number.one_way': 'leads',
  'number.one_operator': 'operator_queue',
  'trunk.no_networks': 'networks',
  'trunk.bad_network': 'networks',
  'trunk.bad_uri': 'uri',
  'trunk.bad_short_number': 'short_numbers',
  'site.urgent_nowhere': 'urgent_transfer',
  'mail.bad_address': 'mail_to',
  'mail.too_many': 'mail_to',
  'mail.no_server': 'mail_to',
  'mail.in_the_clear': 'user',
};
const OF_MEMBERS = ['after', 'extension'];

/** The field that a refusal is about; '' the whole. */
export function faultOf(problem: Problem, body: Body): string {
  const { key, params } = problem;
  if (key === 'config.bad_field') {
    const field = String(params.field ?? '');
    return body.members && OF_MEMBERS.includes(field) ? 'members' : field;
  }
  if (key === 'number.leads_nowhere') {
    if (body.members) return 'members';
    return (
      ['hours', 'closed', 'operator_queue', 'operator_hours'].find((field) => body[field] === params.to) ??
      'leads'
    );
  }
  if (key.startsWith('ring_group.')) return 'members';
  return ABOUT[key] ?? '';
}
