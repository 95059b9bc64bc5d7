/** Words for the versions of a configuration. */
import { texts } from '@/shared/i18n/texts';

export const versionWords = texts(
  {
    number: '第 {n} 版',
    inForce: '生效中',
    by: '{who} 发布',
    bySystem: '系统发布',
    whatChanged: '改了什么',
    rollBack: '恢复到这一版',
    rollBackAnyway: '仍然恢复',
    rolledBack: '已恢复到第 {to} 版的内容，现为第 {n} 版',
    more: '更早的版本',
    hide: '收起',
  },
  {
    number: 'Version {n}',
    inForce: 'in force',
    by: 'by {who}',
    bySystem: 'by the system',
    whatChanged: 'What it changed',
    rollBack: 'Go back to this',
    rollBackAnyway: 'Go back all the same',
    rolledBack: 'Back to what version {to} said, as version {n}',
    more: 'Earlier versions',
    hide: 'Hide',
  },
);
