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
    linkCase: '关联这张工单',
    caseLinked: '工单已关联',
    caseLinkedTo: '工单已关联到“{what}”',
    maybe: '来电可能与此有关（{why}）',
    maybeType: '来电可能与此有关',
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
    linkCase: 'Link this case',
    caseLinked: 'Case linked',
    caseLinkedTo: 'The case is linked to “{what}”',
    maybe: 'The caller may mean this ({why})',
    maybeType: 'The caller may mean this',
    linkedTo: 'The call is linked to “{what}”',
    choose: 'Choose the major incident to link it to',
  },
);
