/** Words about drafts that wait to be put in force. */
import { texts } from '@/shared/i18n/texts';

export const publishWords = texts(
  {
    show: '查看改动',
    hide: '收起',
    publish: '发布',
    published: '已发布，第 {n} 版生效',
    refused: '没有发布，什么都没有改变',
    saveFirst: '先保存草稿再发布',
    toItem: '去修改“{name}”',
  },
  {
    show: 'Show changes',
    hide: 'Hide',
    publish: 'Publish',
    published: 'Published: configuration {n} is in force',
    refused: 'Not published, nothing has changed',
    saveFirst: 'Save the draft before you publish',
    toItem: 'Go and change “{name}”',
  },
);
