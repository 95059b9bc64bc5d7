/** What happened to a case, as a line one reads. */
import type { CaseEntry } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import type { Locale, Name } from '@/api/types';
import { listIn, nameIn, type Speak } from '@/shared/i18n/texts';
import type { detailWords } from './detail-words';

type T = Speak<(typeof detailWords)['zh-CN']>;

const FIELDS = {
  subject: 'fieldSubject',
  text: 'fieldText',
  type: 'fieldType',
  form: 'fieldForm',
  priority: 'fieldPriority',
  cause: 'fieldCause',
  owner: 'fieldOwner',
  state: 'fieldState',
  customer: 'fieldCustomer',
  duplicate_of: 'duplicateOf',
  master: 'master',
} as const;

const PLAIN = {
  opened: 'opened',
  diagnose: 'diagnose',
  take: 'take',
  assign: 'assign',
  start: 'start',
  give_back: 'give_back',
  wait: 'wait',
  go_on: 'go_on',
  confirm: 'confirm',
  record: 'record',
  follow_up: 'follow_up',
  close: 'close',
  work_again: 'work_again',
  reopen: 'reopen',
  note: 'note',
  owner_left: 'owner_left',
  assign_undone: 'assign_undone',
  linked: 'linked',
  duplicate: 'duplicate',
  no_duplicate: 'no_duplicate',
  master: 'setMaster',
  no_master: 'no_master',
  bulk_undone: 'bulk_undone',
  note_undone: 'note_undone',
  along_undone: 'along_undone',
  unlinked: 'unlinked',
  customer: 'setCustomer',
  emergency_sent: 'emergency_sent',
  emergency_confirmed: 'emergency_confirmed',
} as const;

/** A field of a case by its name; what is new to this page by itself. */
export const fieldName = (field: string, t: T): string =>
  field in FIELDS ? t(FIELDS[field as keyof typeof FIELDS]) : field;

/** What stands there, where it is text; '' where it is not. */
export const textIn = (body: CaseEntry['body'], key: string): string => {
  const value = body[key];
  return typeof value === 'string' ? value : '';
};

function escalated(body: CaseEntry['body'], t: T): string {
  const to = { owner: t('toOwner'), leader: t('toLeader'), manager: t('toManager') };
  return t('escalated', {
    of: t(body.of === 'first' ? 'ofFirst' : 'ofSolve'),
    percent: Number(body.percent ?? 0),
    to: to[textIn(body, 'to') as keyof typeof to] ?? '',
  });
}

/** Edited fields, or something about a task. Null: neither. */
function detailed({ kind, body }: CaseEntry, t: T, locale: Locale): string | null {
  if (kind === 'escalated') return escalated(body, t);
  if (['task_added', 'task_done', 'task_undone', 'task_dropped'].includes(kind))
    return t(kind as 'task_added', { text: textIn(body, 'text') });
  if (kind === 'along_stays') {
    const why = body.why === 'tasks' ? t('alongTasks', { n: Number(body.tasks) }) : t('alongFollowUp');
    return `${t(kind, { number: numberOf(Number(body.number)) })}: ${why}`;
  }
  if (kind !== 'edited') return null;
  const fields = Array.isArray(body.fields) ? body.fields : [];
  const names = fields.map((field) => fieldName(String(field), t));
  return t('edited', { fields: listIn(names, locale) });
}

/** What was done, and beside it what was said with it. */
export function saidOf(entry: CaseEntry, t: T, locale: Locale): { what: string; more: string } {
  const { kind, body } = entry;
  const told = detailed(entry, t, locale);
  if (told !== null) return { what: told, more: '' };
  const what = kind in PLAIN ? t(PLAIN[kind as keyof typeof PLAIN]) : kind;
  if (kind === 'assign' || kind === 'assign_undone' || kind === 'owner_left') {
    const whom = nameIn(body.owner as Name | null, locale) || nameIn(body.team as Name | null, locale);
    return { what: whom ? `${what} ${t('toWhom', { whom })}` : what, more: '' };
  }
  const along = typeof body.along === 'number' ? t('along', { number: numberOf(body.along) }) : '';
  return { what, more: textIn(body, 'text') || textIn(body, 'reason') || along };
}
