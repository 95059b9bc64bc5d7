/** Words of what an agent types and a voice says. */
import { texts } from '@/shared/i18n/texts';

export const sayWords = texts(
  {
    group: '通话',
    say: '打字代说',
    title: '打字，由系统说给客户听',
    hint: '回车发送，Shift+回车换行。播放时客户暂时听不到您的声音；会记入通话文字，录音暂停期间除外',
    send: '说给客户',
  },
  {
    group: 'Call',
    say: 'Type to say',
    title: 'Type, and the customer hears it spoken',
    hint: 'Enter sends, Shift+Enter begins a new line. The customer does not hear you meanwhile. It is kept with the call, except while recording is paused',
    send: 'Say it',
  },
);
