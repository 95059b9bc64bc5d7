import { texts } from '@/shared/i18n/texts';

export const aloneWords = texts(
  {
    title: '这样做之后：',
    titleOver: '调动到时间之后：',
    cancel: '取消',
    nobody: '“{queue}”将没有坐席',
    nobody_now: '“{queue}”将没有签入的坐席',
    nobody_fits: '“{queue}”的第 {step} 步将没有符合条件的坐席',
    waiting: '，现在有 {n} 个来电在等',
    wayOut: '；新来电按规则转走。',
    noWayOut: '；新来电会一直等待。',
    andStep: '。',
  },
  {
    title: 'After this:',
    titleOver: 'When this is over:',
    cancel: 'Cancel',
    nobody: '“{queue}” has no agents any more',
    nobody_now: '“{queue}” has no agent signed in any more',
    nobody_fits: 'nobody in “{queue}” fits its step {step} any more',
    waiting: '; {n} wait in it now',
    wayOut: '. New calls are sent on by its rules.',
    noWayOut: '. New calls will just wait.',
    andStep: '.',
  },
);
