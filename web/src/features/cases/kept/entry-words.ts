/** What happened with what is kept with a case, as a line one reads. */
import type { CaseEntry } from '@/api/cases';
import { texts, type Speak } from '@/shared/i18n/texts';

export const keptWords = texts(
  {
    file_added: '添加附件：{text}',
    file_removed: '移除附件：{text}',
    file_put_back: '恢复附件：{text}',
  },
  {
    file_added: 'File attached: {text}',
    file_removed: 'File removed: {text}',
    file_put_back: 'File put back: {text}',
  },
);

type T = Speak<(typeof keptWords)['zh-CN']>;
const FILES = ['file_added', 'file_removed', 'file_put_back'] as const;

/** Null: it is told elsewhere. */
export function keptSaid({ kind, body }: CaseEntry, t: T): { what: string; more: string } | null {
  const file = FILES.find((one) => one === kind);
  if (file) return { what: t(file, { text: String(body.text ?? '') }), more: '' };
  return null;
}
