import { texts } from '@/shared/i18n/texts';

export const customerWords = texts(
  {
    title: '客户',
    search: '姓名、拼音或号码',
    name: '姓名',
    numbers: '电话',
    level: '级别',
    last: '最近联络',
    empty: '还没有客户',
    emptyText: '客户来电时，号码会和这里的资料对上，坐席立刻知道是谁。',
    none: '没有找到“{what}”',
    noneText: '可以用姓名、拼音首字母（如 wf）或号码的后几位查找。',
    pick: '选一位客户',
    pickText: '左边选中一位，这里显示资料和历史联络。',
    many: '只显示前 {n} 位，请输入更多字',
  },
  {
    title: 'Customers',
    search: 'Name, pinyin or number',
    name: 'Name',
    numbers: 'Numbers',
    level: 'Level',
    last: 'Last contact',
    empty: 'No customers yet',
    emptyText:
      'When a customer calls, the number is matched with the cards here and the agent knows who it is.',
    none: 'Nothing found for “{what}”',
    noneText: 'Search by name, by pinyin initials (such as wf) or by the last digits of a number.',
    pick: 'Choose a customer',
    pickText: 'Choose one on the left to see the card and the history here.',
    many: 'Only the first {n} are shown: type more',
  },
);
