import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ConfigEntry } from '@/api/types';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { MailSettings } from './MailSettings';

afterEach(() => vi.unstubAllGlobals());

const entry = (key: string, value: ConfigEntry['value']): ConfigEntry => ({
  key,
  value,
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: '0a.1', at: '2026-09-21T14:00:00Z', by: null },
});
const ITEMS: Record<string, ConfigEntry[]> = {
  site: [entry('site', { name: { zh: '云栖' } })],
  queue: [entry('front', { name: { zh: '前台' }, mail_to: ['front@hotel.example'], mail_sound: true })],
  mail_server: [],
};
const FAILING = {
  mailbox: '8001',
  address: 'gone@hotel.example',
  at: '2026-09-21T08:00:00Z',
  given_up: true,
  tries: 1,
  why: '邮件服务器不接受这个收件地址。',
  said: '550 no such mailbox',
};
const STATE = { server: true, password: false, waiting: 2, failing: [FAILING] };

function serve(changed: (heard: Heard) => { status: number; body?: unknown }): Heard[] {
  return pretendServer((heard) => {
    if (heard.method !== 'GET') return changed(heard);
    if (heard.path === '/api/mail') return { status: 200, body: STATE };
    return { status: 200, body: { number: 3, items: ITEMS[heard.path.split('/')[3] ?? ''] ?? [] } };
  });
}

const changes = (heard: Heard[]): Heard[] => heard.filter(({ method }) => method !== 'GET');

it('saves a mail server that was not there before as a draft, and says where its password lies', async () => {
  const heard = serve(() => ({ status: 200, body: {} }));
  draw(<MailSettings />);
  const server = await screen.findByLabelText('服务器地址');
  fireEvent.change(server, { target: { value: 'smtp.hotel.example' } });
  fireEvent.change(screen.getByLabelText('发件地址'), { target: { value: 'huawu@hotel.example' } });
  fireEvent.submit(server);
  await waitFor(() => expect(changes(heard)).toHaveLength(1));
  expect(changes(heard)[0]).toMatchObject({
    method: 'PUT',
    path: '/api/config/mail_server/mail_server',
    body: { value: { host: 'smtp.hotel.example', from: 'huawu@hotel.example' } },
  });
  expect(screen.getByText(/mail\/password/)).toBeTruthy();
  expect(screen.queryByLabelText('密码')).toBeNull();
});

it('sends a test letter and says what the server said, good or bad', async () => {
  let refused = false;
  const heard = serve(() =>
    refused ? problem(502, 'mail.recipient') : { status: 200, body: { said: '250 2.0.0 taken' } },
  );
  draw(<MailSettings />);
  const form = await screen.findByRole('form', { name: '试发一封' });
  fireEvent.change(screen.getByLabelText('收件地址'), { target: { value: 'a@hotel.example' } });
  fireEvent.submit(form);
  expect(await screen.findByText('邮件服务器已收下：250 2.0.0 taken')).toBeTruthy();
  expect(changes(heard)[0]).toMatchObject({ path: '/api/mail/test', body: { to: 'a@hotel.example' } });
  refused = true;
  fireEvent.submit(form);
  expect((await screen.findByRole('alert')).textContent).toContain('mail.recipient');
});

it('tells whom messages of queues are mailed to, and what did not arrive and why', async () => {
  serve(() => ({ status: 200, body: {} }));
  draw(<MailSettings />);
  expect(await screen.findByText('front@hotel.example · 附录音')).toBeTruthy();
  const failing = screen.getByRole('region', { name: '最近七天没有送达的通知' });
  expect(failing.textContent).toContain('gone@hotel.example');
  expect(failing.textContent).toContain('550 no such mailbox');
  expect(failing.textContent).toContain('已放弃');
});
