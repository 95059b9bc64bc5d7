/** A customer as the form has it, as it is sent, and how two people's changes come together. Pure. */
import type { CustomerAddress, CustomerTold, CustomerField, CustomerPhone } from '@/api/customers';
import type { CustomerCard } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';

export interface Draft {
  kind: CustomerCard['kind'];
  name: string;
  company: string;
  level: CustomerCard['level'];
  risk: CustomerCard['risk'];
  language: string;
  note: string;
  phones: CustomerPhone[];
  /** One a line. */
  mails: string;
  addresses: CustomerAddress[];
  tags: string[];
  /** Values of the site's own fields as they are typed. */
  fields: Record<string, string>;
}
export type Part = keyof Draft;

export const NEW: Draft = {
  kind: 'person',
  name: '',
  company: '',
  level: 'normal',
  risk: 'none',
  language: 'zh',
  note: '',
  phones: [{ number: '', label: 'mobile' }],
  mails: '',
  addresses: [],
  tags: [],
  fields: {},
};

export function draftOf(customer: CustomerCard): Draft {
  const { kind, name, company, level, risk, language, note, addresses, tags } = customer;
  // As people write them; a mask goes back as it came, for the server to know which number it hides.
  const phones = customer.phones.map(({ number, label }) => ({
    number: number.includes('*') ? number : groupPhone(number),
    label,
  }));
  const fields = Object.fromEntries(
    Object.entries(customer.fields).map(([key, value]) => [key, String(value)]),
  );
  return {
    ...{ kind, name, company, level, risk, language, note, phones, addresses, tags, fields },
    mails: customer.mails.join('\n'),
  };
}

/** A number that can be one is sent as a number; anything else as it is, for the server to say what is wrong. */
function valueOf(text: string, type: CustomerField['type'] | undefined): string | number {
  const plain = text.trim();
  return type === 'number' && plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : plain;
}

/** `revision`: the one that was seen, of a customer who is there; `once`: the name of this making, of a new one. */
export function askedOf(
  draft: Draft,
  own: readonly CustomerField[],
  { revision = null, once = null }: { revision?: number | null; once?: string | null },
): CustomerTold {
  const types = new Map(own.map((field) => [field.key, field.type]));
  const fields = Object.entries(draft.fields).filter(([key, text]) => types.has(key) && text.trim() !== '');
  return {
    ...draft,
    phones: draft.phones.filter(({ number }) => number.trim() !== ''),
    addresses: draft.addresses.filter(({ text }) => text.trim() !== ''),
    mails: draft.mails.split(/[\s,;，；]+/).filter(Boolean),
    fields: Object.fromEntries(fields.map(([key, text]) => [key, valueOf(text, types.get(key))])),
    revision,
    once,
  };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What both wrote: parts that only one of the two changed are as that one wrote them; `clashes` are those that both
 * changed, unlike: they stay as `mine` has them until somebody chooses.
 */
export function together(seen: Draft, mine: Draft, now: Draft): { draft: Draft; clashes: Part[] } {
  const draft = { ...mine };
  const clashes: Part[] = [];
  const take = <P extends Part>(part: P): void => {
    draft[part] = now[part];
  };
  for (const part of Object.keys(NEW) as Part[]) {
    if (same(now[part], seen[part]) || same(now[part], mine[part])) continue;
    if (same(mine[part], seen[part])) take(part);
    else clashes.push(part);
  }
  return { draft, clashes };
}

/** At which part of the form a refusal belongs; '' at none. */
const PARTS: Record<string, Part> = {
  'customer.no_name': 'name',
  'customer.name_too_long': 'name',
  'customer.not_a_number': 'phones',
  'customer.not_a_mail': 'mails',
  'customer.tag_too_long': 'tags',
  'customer.unknown_language': 'language',
  'customer.field_no_text': 'fields',
  'customer.field_no_number': 'fields',
  'customer.field_no_date': 'fields',
  'customer.field_no_choice': 'fields',
};
export const partOf = (key: string): Part | '' => PARTS[key] ?? '';
