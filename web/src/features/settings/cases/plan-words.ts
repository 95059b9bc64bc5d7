/** Words of plans for major incidents. */
import { texts } from '@/shared/i18n/texts';

export const planWords = texts(
  {
    case_plan: '处置预案',
    intro_case_plan:
      '突发事件发生时按预案处置：说什么、谁做哪一步。发布后，新设的突发事件可以选用；正在处置的照原来的步骤进行。',
    empty_case_plan: '还没有处置预案',
    emptyText_case_plan: '例如网络中断、停水停电。写好口径和步骤，设为突发事件时选用，不用临时想。',
    add_case_plan: '新建预案',
    inUse_case_plan: '{n} 起进行中',
    used_case_plan: '正在处置的突发事件在用（{n} 起），请先结束，再移除。',
    case_plan_say: '坐席口径',
    planWordsRule: '每行一个词，最多 20 个；坐席写到时，提示工单可能属于这个突发事件',
    planStep: '做什么',
    planTeam: '由哪个团队负责',
    planNoTeam: '不指定',
  },
  {
    case_plan: 'Incident plans',
    intro_case_plan:
      'What is said and done, step by step, when a major incident is declared. In force for incidents declared once it is published; those that run keep the steps they began with.',
    empty_case_plan: 'No incident plans yet',
    emptyText_case_plan:
      'Such as no network, no water, no power. What agents say and who does what is then chosen at once when an incident is declared.',
    add_case_plan: 'New plan',
    inUse_case_plan: '{n} running',
    used_case_plan: 'Major incidents that run use it ({n}). End them before you take it away.',
    case_plan_say: 'What agents say',
    planWordsRule: 'One a line, at most 20; where an agent writes one, the incident is offered',
    planStep: 'What is done',
    planTeam: 'Team that sees to it',
    planNoTeam: 'No team',
  },
);
