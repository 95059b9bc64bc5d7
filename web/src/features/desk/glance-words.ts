/** Words of the queues at a glance. */
import { texts } from '@/shared/i18n/texts';

export const glanceWords = texts(
  {
    title: '我的队列',
    queue: '队列',
    waiting: '等待',
    longest: '最久',
    staff: '空闲/通话',
    staffHelp: '服务这个队列的坐席中，空闲的和正在通话的人数',
    level: '今日',
    levelHelp: '今日服务水平：在承诺时间内接起的来电 ÷ 今日进线，从进入队列起计时',
    inTime: '{n} 秒内接起 {answered}/{offered}',
    promised: '承诺 {n} 秒内接起',
    late: '已超过承诺',
    none: '您还没有分配到队列，请联系管理员。',
  },
  {
    title: 'My queues',
    queue: 'Queue',
    waiting: 'Wait',
    longest: 'Longest',
    staff: 'Free\u00a0/ busy',
    staffHelp: 'Of the agents who serve this queue: how many are free, how many are talking',
    level: 'Today',
    levelHelp:
      'Service level today: calls answered within the promised time ÷ calls offered; the clock starts at queue entry',
    inTime: '{answered}/{offered} within {n} s',
    promised: 'Promised to answer within {n} s',
    late: 'over the promise',
    none: 'You serve no queue yet. Ask your administrator.',
  },
);
