/** Words of complaint guides. */
import { texts } from '@/shared/i18n/texts';

export const guideWords = texts(
  {
    complaint_guide: '安抚指引',
    intro_complaint_guide:
      '投诉时在坐席旁边显示的指引，按风险从低到高排列。改动先存为草稿，发布后对新来电生效；已做过的步骤照旧留存。',
    add_complaint_guide: '新建指引',
    guideWordsRule: '每行一个词；客户说到或坐席写到时，提示用这份指引',
    skill: '求助谁',
    skillRule: '有这项技能的人是专家',
    skillUsual: '投诉专家（complaint）',
    help_minutes: '多少分钟没人来就找上一级',
    help_minutesRule: '求助后专家没来找班长，班长没来找主管',
    never: '绝不承诺',
    call_help: '什么时候求助',
    warnings: '提醒两次后可结束通话',
    warningsRule: '只用于辱骂、骚扰来电；三句都要写',
    warning_first: '第一次提醒',
    warning_second: '第二次提醒',
    warning_end: '结束通话时说',
    guidePreview: '坐席看到的样子',
    guidePreviewText: '可以点一点试试，不会留下记录。',
  },
  {
    complaint_guide: 'Complaint guides',
    intro_complaint_guide:
      'Shown beside the agent when somebody complains, in the order of risk. Changes are drafts until published; what was done by a guide stays on record.',
    add_complaint_guide: 'New guide',
    guideWordsRule: 'One a line; where it is said or typed, this guide is offered',
    skill: 'Who helps',
    skillRule: 'Who has this skill is the expert',
    skillUsual: 'Experts on complaints (complaint)',
    help_minutes: 'Tell the next one up after (minutes)',
    help_minutesRule: 'Nobody came: above experts the leader, above leaders the manager',
    never: 'Never promise',
    call_help: 'When to call for help',
    warnings: 'The call may end after two warnings',
    warningsRule: 'Only for abusive callers; all three are needed',
    warning_first: 'First warning',
    warning_second: 'Second warning',
    warning_end: 'Said when the call ends',
    guidePreview: 'As agents see it',
    guidePreviewText: 'Try it: nothing is kept.',
  },
);
