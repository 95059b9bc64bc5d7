/** What is arranged on which page, and by whom. */
import { PRIORITIES } from '@/shared/format/case-priority';
import type { Permission } from '@/shared/session/session';

export const SUBJECTS = {
  cases: ['case_type', 'case_urgency', 'case_promise', 'case_cause', 'case_solution'],
  after_cases: ['complaint_guide', 'case_visit', 'case_remedy'],
  emergencies: ['case_emergency', 'case_plan'],
  customers: ['customer_field', 'customer_item', 'customer_rules'],
  tickets: ['ticket_life', 'enquiry_rule'],
} as const;
export type Subject = keyof typeof SUBJECTS;
export type Kind = (typeof SUBJECTS)[Subject][number];
export const isSubject = (page: string): page is Subject => page in SUBJECTS;

/** Who leads the subject; what is not here is for who may change everything. */
const LEADS: Partial<Record<Kind, Permission>> = {
  case_type: 'cases.arrange',
  case_urgency: 'cases.arrange',
  case_promise: 'cases.arrange',
  case_cause: 'cases.arrange',
  case_solution: 'cases.arrange',
  complaint_guide: 'cases.arrange',
  case_visit: 'cases.arrange',
  case_emergency: 'cases.arrange',
  case_plan: 'cases.arrange',
  customer_field: 'customers.keep',
  customer_item: 'customers.keep',
  ticket_life: 'tickets.arrange',
  enquiry_rule: 'tickets.arrange',
};
export function arrangedBy(kind: Kind): Permission[] {
  const leads = LEADS[kind];
  return leads ? ['config.change', leads] : ['config.change'];
}

/** Kinds of which there are these and no others. */
export const ONLY: Partial<Record<Kind, readonly string[]>> = {
  case_promise: PRIORITIES,
  case_emergency: ['emergency'],
  customer_rules: ['rules'],
  ticket_life: ['standard', 'enquiry'],
};

/** Trees: something can hang under something. */
export const HANGS: readonly Kind[] = ['case_type', 'case_cause', 'case_solution'];
/** In no order of their own. */
export const UNORDERED: readonly Kind[] = ['case_urgency', 'enquiry_rule'];
/** What is in force without being arranged stands among the rest, to begin from. */
export const SHOWN_AS_USUAL: readonly Kind[] = ['complaint_guide', 'customer_rules', 'ticket_life'];
/** All of them are in force until the first one is arranged. */
export const USUAL_TOGETHER: readonly Kind[] = ['customer_item'];
