/** Words of the strip of major incidents. */
import { texts } from '@/shared/i18n/texts';

export const stripWords = texts(
  {
    title: '突发事件',
    group: '来电',
    say: '口径：{say}',
    until: '预计 {when} 恢复',
    link: '关联当前来电',
    linked: '已关联',
    linkedTo: '来电已关联到“{what}”',
    choose: '先选择要关联的突发事件',
  },
  {
    title: 'Major incident',
    group: 'Call',
    say: 'Say: {say}',
    until: 'expected to be over {when}',
    link: 'Link this call',
    linked: 'Linked',
    linkedTo: 'The call is linked to “{what}”',
    choose: 'Choose the major incident to link it to',
  },
);
