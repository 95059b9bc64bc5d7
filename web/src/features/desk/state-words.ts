/** Words of the state panel beyond the desk's own. */
import { texts } from '@/shared/i18n/texts';

export const statePanelWords = texts(
  {
    signInBrowser: '用浏览器电话签入',
    signInSip: '用话机签入',
    connecting: '正在启用电话',
    notOffered: '暂不分配来电',
    pauseOther: '换原因',
    pauseLeft: '还可 {time}',
    pauseOver: '已超时 {time}',
    minutes: '{n} 分钟',
  },
  {
    signInBrowser: 'Sign in with this browser',
    signInSip: 'Sign in with the desk phone',
    connecting: 'Switching the phone on',
    notOffered: 'No calls offered for now',
    pauseOther: 'Other reason',
    pauseLeft: '{time} left',
    pauseOver: '{time} over',
    minutes: '{n} min',
  },
);
