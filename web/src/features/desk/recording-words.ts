/** Words of the recording of the call in hand. */
import { texts } from '@/shared/i18n/texts';

export const recordingWords = texts(
  {
    group: '录音',
    on: '录音中',
    paused: '录音已暂停',
    off: '未录音',
    refused: '客户不同意录音',
    pause: '暂停录音',
    pauseHint: '客户念卡号等时暂停：录音中为静音，并留下标记；到时或转出时自动继续',
    resume: '继续录音',
    start: '开始录音',
    stop: '结束录音',
    goesOn: '倒计时结束后自动继续录音',
  },
  {
    group: 'Recording',
    on: 'Recording',
    paused: 'Recording paused',
    off: 'Not recorded',
    refused: 'The customer refused recording',
    pause: 'Pause recording',
    pauseHint:
      'While a card number is said: silence in the recording, with a mark. It goes on by itself in time, and when you pass the call on',
    resume: 'Resume recording',
    start: 'Record',
    stop: 'Stop recording',
    goesOn: 'Recording resumes when this runs out',
  },
);
