/** The pretend card of a customer. */
import type { CustomerCard } from '../../src/api/types.ts';
import { ROWS } from './contacts.ts';
import { CUSTOMERS } from './data.ts';

export function cardOf(id: string): CustomerCard | null {
  const row = CUSTOMERS.find((one) => one.id === id);
  if (!row) return null;
  const past = ROWS.filter((contact) => contact.customer?.id === id).slice(0, 8);
  return {
    ...row,
    phones: row.numbers.map((number, nth) => ({ number, label: nth ? 'work' : 'mobile' })),
    mails: [],
    addresses: [],
    fields: {},
    relations: [],
    merges: [],
    revision: 1,
    created_at: row.last_contact_at,
    changed_at: row.last_contact_at,
    changed_by: null,
    interactions: past.map((contact) => ({
      ...contact,
      agent: contact.agent?.id ?? null,
      type: contact.wrap_up,
      result: 'solved',
    })),
  };
}
