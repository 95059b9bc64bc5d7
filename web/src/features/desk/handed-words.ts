/** Words of a call that comes from a colleague. */
import { texts } from '@/shared/i18n/texts';

export const handedWords = texts(
  {
    title: '转来的通话',
    transfer: '{who} 转来',
    consult: '{who} 向您咨询',
    join: '{who} 请您加入会议',
    serial: '{who} 依次转来',
    colleague: '同事',
    urgent: '紧急',
    reason: '原因',
    matter: '业务',
    note: '备注',
  },
  {
    title: 'Handed over',
    transfer: 'Transferred by {who}',
    consult: '{who} consults you',
    join: '{who} asks you into the conference',
    serial: 'Sent by {who}, who takes the customer back',
    colleague: 'a colleague',
    urgent: 'urgent',
    reason: 'Reason',
    matter: 'Matter',
    note: 'Note',
  },
);
