/** Words of duplicates that go along with their original. */
import { texts } from '@/shared/i18n/texts';

export const alongWords = texts(
  {
    alongHint: '结案时，{n} 张重复工单随之结案。',
    alongLeft: '还有 {n} 项任务，不会随之结案',
    withDuplicates: '随它结案的重复工单',
    duplicatesToo: '重复工单一并打开',
    duplicatesNot: '重复工单保持不变',
  },
  {
    alongHint: '{n} duplicates close with it.',
    alongLeft: 'stays open: {n} open tasks',
    withDuplicates: 'Duplicates that went along',
    duplicatesToo: 'Take the duplicates up as well',
    duplicatesNot: 'Leave the duplicates as they are',
  },
);
