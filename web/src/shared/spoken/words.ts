/** Words of what is said on calls. */
import { texts } from '@/shared/i18n/texts';

export const spokenWords = texts(
  {
    title: '通话文字',
    recognised: '由语音识别得出，可能有误，以录音为准',
    outside: '客户',
    inside: '坐席',
    typed: '打字代说',
  },
  {
    title: 'In words',
    recognised: 'Recognised by machine and not always right: the recording is what counts',
    outside: 'Customer',
    inside: 'Agent',
    typed: 'typed',
  },
);
