/** Words of the part in which the configuration is saved as a file and taken over from one. */
import { texts } from '@/shared/i18n/texts';

export const fileWords = texts(
  {
    text: '导出的文件里是生效中的全部配置。改好之后选这个文件：先看会改什么，再存为草稿；发布之前什么都不会变。这里只导入队列、技能和服务时间。',
    export: '导出文件',
    choose: '选择文件…',
    whole: '文件里没有的一并移除',
    tooLong: '文件是空的，或者太大（最多 1 MB）。',
    would: '导入会改 {n} 项：',
    same: '队列、技能和服务时间与生效的配置没有差别，不用导入。',
    others: '文件里还有 {n} 项其他配置不同，这里不导入。',
    late: '导出之后别人也改过同样的内容',
    lateItem: '{item}：{who}，{when}',
    lateText: '可以重新导出，把改动写到新的文件里；或者仍以这个文件为准，覆盖别人的改动。',
    over: '仍以文件为准',
    system: '系统',
    take: '存为草稿',
    taken: '{n} 项已存为草稿，检查后发布',
  },
  {
    text: 'The exported file holds all that is in force. Change it, then choose it here: you see first what it would change, and it is saved as drafts; nothing changes before you publish. Only queues, skills and service hours are imported here.',
    export: 'Export a file',
    choose: 'Choose a file…',
    whole: 'Take away what the file does not name',
    tooLong: 'The file is empty or too large (at most 1 MB).',
    would: 'The import would change {n}:',
    same: 'Queues, skills and service hours are as they are in force: there is nothing to import.',
    others: '{n} other items differ in the file; they are not imported here.',
    late: 'Somebody else has changed the same since the export',
    lateItem: '{item}: {who}, {when}',
    lateText:
      'Export anew and write your changes into that file; or take this file all the same, over what others have changed.',
    over: 'Take the file all the same',
    system: 'The system',
    take: 'Save as drafts',
    taken: '{n} saved as drafts: look at them, then publish',
  },
);
