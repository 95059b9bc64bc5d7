import { texts } from '@/shared/i18n/texts';

export const dutyWords = texts(
  {
    title: '值班方式',
    attendant: '电脑值班',
    operator: '人工值班',
    calendar: '按日程',
    attendantText: '外线来电由语音菜单接听',
    operatorText: '外线来电先振铃话务员',
    byUser: '{name} {at} 在网页切换',
    byPhone: '分机 {extension} {at} 用代码切换',
    somebody: '有人',
    untouched: '未切换过',
    changes: '{at} 自动换班',
    noCalendar: '还没有设置话务员值班日历（配置 · 本中心）',
    numbers: '涉及号码：{numbers}',
  },
  {
    title: 'On duty',
    attendant: 'Attendant',
    operator: 'Operator',
    calendar: 'By calendar',
    attendantText: 'The menu answers calls from outside',
    operatorText: 'Calls from outside ring at the operator first',
    byUser: '{name} said so here, {at}',
    byPhone: 'Extension {extension} said so by code, {at}',
    somebody: 'Somebody',
    untouched: 'Nobody has changed it yet',
    changes: 'Changes by itself {at}',
    noCalendar: 'There is no calendar of the operator yet (Settings, Site)',
    numbers: 'Numbers: {numbers}',
  },
);
