/** A failure as words for a person: the server's own, or ours when the server could not speak. */
import { Problem, UNREACHABLE } from '@/api/client';
import type { Locale } from '@/api/types';
import { speakIn, texts } from './texts';

const words = texts(
  {
    unreachable: '连不上服务器',
    unreachableDetail: '请检查网络。页面会自动重试，恢复后继续。',
    failed: '没有成功',
    failedDetail: '请再试一次；如果一直不行，请告诉管理员出错的时间。',
  },
  {
    unreachable: 'The server cannot be reached',
    unreachableDetail: 'Check the network. The page tries again by itself and goes on once it is back.',
    failed: 'That did not work',
    failedDetail: 'Try again; if it keeps failing, tell the administrator when it happened.',
  },
);

export interface Worded {
  title: string;
  detail: string;
}

export function wordsFor(failure: unknown, locale: Locale): Worded {
  const t = speakIn(words, locale);
  if (failure instanceof Problem) {
    if (failure.key === UNREACHABLE) return { title: t('unreachable'), detail: t('unreachableDetail') };
    if (failure.title) return { title: failure.title, detail: failure.detail };
  }
  return { title: t('failed'), detail: t('failedDetail') };
}

/** The same as one line. */
export function sentenceFor(failure: unknown, locale: Locale): string {
  const { title, detail } = wordsFor(failure, locale);
  return [title, detail].filter(Boolean).join(' ');
}
