import { render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import type { Session } from '@/api/types';
import { LocaleContext } from '@/shared/i18n/locale';
import { SessionContext } from '@/shared/session/session';
import { pageAt } from './help/words';
import { useTitle } from './use-title';

const session = { site: { name: { zh: '客服中心', en: '' } } } as Session;

function Titled() {
  useTitle();
  return null;
}

it.each([
  ['/extension/8001', '我的分机 · 客服中心'],
  ['/conferences', '会议 · 客服中心'],
  ['/messages/front', '留言 · 客服中心'],
  ['/nowhere', '客服中心'],
])('%s is titled %s', (path, title) => {
  render(
    <MemoryRouter initialEntries={[path]}>
      <LocaleContext value="zh-CN">
        <SessionContext value={session}>
          <Titled />
        </SessionContext>
      </LocaleContext>
    </MemoryRouter>,
  );
  expect(document.title).toBe(title);
});

it('has help for messages too', () => {
  expect(pageAt('/messages/front')).toBe('messages');
});
