/** What happened with what is kept with a case, as a line one reads. */
import type { CaseEntry } from '@/api/cases';
import type { Locale, Name } from '@/api/types';
import { yuanOf } from '@/shared/format/money';
import { nameIn, texts, type Speak } from '@/shared/i18n/texts';
import { textIn } from '../entry-words';

export const keptWords = texts(
  {
    file_added: '添加附件：{text}',
    file_removed: '移除附件：{text}',
    file_put_back: '恢复附件：{text}',
    remedy_given: '给予补偿：{what}',
    remedy_asked: '申请补偿：{what}',
    remedy_approved: '批准补偿：{what}',
    remedy_refused: '驳回补偿：{what}',
    remedy_revoked: '撤销补偿：{what}',
    improvement: '列入改进措施：{text}',
    help_asked: '请求协助',
    help_seen: '开始协助',
    help_ended: '不再需要协助',
    help_answered: '答复求助',
    help_late: '求助超时，上报{to}',
    leader: '班长',
    manager: '主管',
    judged_upheld: '判定投诉成立',
    judged_unfounded: '判定投诉不成立',
    told_progress: '告知客户进展',
    told_result: '告知客户结果',
    told_satisfaction: '征询客户满意度',
    needsResult: '先在下面“告知客户”里记录结果是怎样告知的。',
    needsFollowUp: '这类工单要先回访，再结案。',
  },
  {
    file_added: 'File attached: {text}',
    file_removed: 'File removed: {text}',
    file_put_back: 'File put back: {text}',
    remedy_given: 'Remedy given: {what}',
    remedy_asked: 'Remedy asked for: {what}',
    remedy_approved: 'Remedy approved: {what}',
    remedy_refused: 'Remedy refused: {what}',
    remedy_revoked: 'Remedy revoked: {what}',
    improvement: 'Improvement planned: {text}',
    help_asked: 'Help asked for',
    help_seen: 'Somebody sees to it',
    help_ended: 'No help needed any more',
    help_answered: 'Help answered',
    help_late: 'Nobody saw to the request for help: {to} told',
    leader: 'leader',
    manager: 'manager',
    judged_upheld: 'Found to be so',
    judged_unfounded: 'Found not to be so',
    told_progress: 'Customer told how it stands',
    told_result: 'Customer told the result',
    told_satisfaction: 'Customer asked how satisfied',
    needsResult: 'First record below, under “Telling the customer”, how the result was told.',
    needsFollowUp: 'Cases of this type are followed up before they are closed.',
  },
);

type T = Speak<(typeof keptWords)['zh-CN']>;
const FILES = ['file_added', 'file_removed', 'file_put_back'] as const;
const REMEDIES = [
  'remedy_given',
  'remedy_asked',
  'remedy_approved',
  'remedy_refused',
  'remedy_revoked',
] as const;

const HELPS = ['help_asked', 'help_seen', 'help_ended', 'help_answered'] as const;
const TOLD = ['told_progress', 'told_result', 'told_satisfaction'] as const;

/** Null: it is told elsewhere. */
export function keptSaid(
  { kind, body }: CaseEntry,
  t: T,
  locale: Locale,
): { what: string; more: string } | null {
  const file = FILES.find((one) => one === kind);
  if (file) return { what: t(file, { text: textIn(body, 'text') }), more: '' };
  const remedy = REMEDIES.find((one) => one === kind);
  if (remedy) {
    const what = `${nameIn(body.name as Name, locale)} ${yuanOf(Number(body.amount), locale)}`;
    return { what: t(remedy, { what }), more: textIn(body, 'text') || textIn(body, 'reason') };
  }
  if (kind === 'improvement') return { what: t(kind, { text: textIn(body, 'text') }), more: '' };
  if (kind === 'help_late')
    return { what: t(kind, { to: t(body.to === 'leader' ? 'leader' : 'manager') }), more: '' };
  if (kind === 'about_judged')
    return { what: t(body.upheld ? 'judged_upheld' : 'judged_unfounded'), more: textIn(body, 'reason') };
  const help = HELPS.find((one) => one === kind);
  if (help) return { what: t(help), more: textIn(body, 'text') || textIn(body, 'reason') };
  const told = TOLD.find((one) => one === kind);
  return told ? { what: t(told), more: textIn(body, 'text') } : null;
}
