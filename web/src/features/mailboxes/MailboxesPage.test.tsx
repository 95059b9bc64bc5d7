import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Mailbox } from '@/api/mailboxes';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { MailboxesPage } from './MailboxesPage';

afterEach(() => vi.unstubAllGlobals());

const message = {
  id: 'm1',
  caller: '13800138000',
  caller_name: '王芳',
  at: '2026-09-21T08:00:00Z',
  seconds: 12,
  state: 'new',
  by: null,
  call_back: null,
};
const box = (state: string) =>
  ({ mailbox: 'front', shared: true, messages: [{ ...message, state }] }) as unknown as Mailbox;

function serve(marked: (heard: Heard) => { status: number; body?: unknown }): Heard[] {
  const items = [{ mailbox: 'front', name: { zh: '前台', en: 'Front desk' }, new: 1 }];
  return pretendServer((heard) => {
    if (heard.method !== 'GET') return marked(heard);
    return { status: 200, body: heard.path === '/api/mailboxes' ? { items } : box('new') };
  });
}

it('says that a message was deleted when it was, and brings it back', async () => {
  const heard = serve(({ body }) => ({
    status: 200,
    body: box((body as { state: string }).state === 'deleted' ? 'deleted' : 'new'),
  }));
  draw(<MailboxesPage />);
  await userEvent.click(await screen.findByRole('button', { name: '删除 王芳 的留言' }));
  expect(await screen.findByText('留言已删除。')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '删除 王芳 的留言' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(await screen.findByRole('button', { name: '删除 王芳 的留言' })).toBeTruthy();
  const marks = heard.filter(({ method }) => method !== 'GET').map(({ body }) => body);
  expect(marks).toMatchObject([{ state: 'deleted' }, { state: 'restore' }]);
});

it('says why a message cannot be deleted, and not that it was', async () => {
  serve(() => problem(409, 'voicemail.taken'));
  draw(<MailboxesPage />);
  await userEvent.click(await screen.findByRole('button', { name: '删除 王芳 的留言' }));
  expect((await screen.findByRole('alert')).textContent).toContain('voicemail.taken');
  expect(screen.queryByText('留言已删除。')).toBeNull();
});

it('says of a message that the mail about it did not arrive', async () => {
  const shown = { ...box('new'), messages: [{ ...message, mail: 'given_up' }] };
  pretendServer(({ path }) => ({
    status: 200,
    body: path === '/api/mailboxes' ? { items: [{ mailbox: 'front', name: null, new: 1 }] } : shown,
  }));
  draw(<MailboxesPage />);
  expect(await screen.findByText('邮件没有送达')).toBeTruthy();
});
