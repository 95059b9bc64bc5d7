/** Words of how much work lies with whom. */
import { texts } from '@/shared/i18n/texts';

export const loadWords = texts(
  {
    title: '未结工单',
    who: '处理人',
    open: '未结',
    overdue: '超时',
    today: '今天到期',
    waiting: '{n} 张在等客户',
    list: '待领取',
    noTeam: '未分团队',
    none: '没有未结工单。',
    openOf: '{who}的未结工单：{n}',
    overdueOf: '{who}的超时工单：{n}',
    todayOf: '{who}今天到期的工单：{n}',
    all: '显示全部 {n} 行',
    less: '收起',
  },
  {
    title: 'Open cases',
    who: 'Owner',
    open: 'Open',
    overdue: 'Overdue',
    today: 'Today',
    waiting: '{n} wait for the customer',
    list: 'To be taken',
    noTeam: 'No team',
    none: 'No case is open.',
    openOf: 'Open cases of {who}: {n}',
    overdueOf: 'Overdue cases of {who}: {n}',
    todayOf: 'Cases of {who} due today: {n}',
    all: 'Show all {n} lines',
    less: 'Show fewer',
  },
);
