import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { OwnAddress as Shown } from '@/api/mailboxes';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { OwnAddress } from './OwnAddress';

afterEach(() => vi.unstubAllGlobals());

const none: Shown = { address: null, wanted: null, until: null, sound: false, possible: true, allowed: true };
const MINE = 'l@h.cn';

function serve(first: Shown, done: (heard: Heard) => Shown | null): Heard[] {
  return pretendServer((heard) => {
    if (heard.method === 'GET') return { status: 200, body: first };
    const body = done(heard);
    return body ? { status: 200, body } : problem(422, 'voicemail_address.wrong_code');
  });
}

it('is told at an address once the code that came there is typed in', async () => {
  const heard = serve(none, ({ method }) =>
    method === 'PUT' ? { ...none, wanted: MINE, until: '2026-11-22T10:15:00Z' } : { ...none, address: MINE },
  );
  draw(<OwnAddress mailbox="8001" />);
  await userEvent.type(await screen.findByRole('textbox', { name: '我的邮箱' }), MINE);
  await userEvent.click(screen.getByRole('button', { name: '发送验证码' }));
  expect(await screen.findByText(/输入之前，不会向这个邮箱发送任何留言/)).toBeTruthy();
  await userEvent.type(screen.getByRole('textbox', { name: '6 位验证码' }), '12 3456');
  await userEvent.click(screen.getByRole('button', { name: '确认邮箱' }));
  expect(await screen.findByText(`有新留言时，会发邮件到 ${MINE}。`, { exact: false })).toBeTruthy();
  const sent = heard.filter(({ method }) => method !== 'GET').map(({ body }) => body);
  expect(sent).toEqual([{ address: MINE }, { code: '123456' }]);
});

it('says that a code is wrong, and keeps asking for it', async () => {
  serve({ ...none, wanted: MINE, until: '2026-11-22T10:15:00Z' }, () => null);
  draw(<OwnAddress mailbox="8001" />);
  await userEvent.type(await screen.findByRole('textbox', { name: '6 位验证码' }), '000000');
  await userEvent.click(screen.getByRole('button', { name: '确认邮箱' }));
  expect((await screen.findByRole('alert')).textContent).toContain('voicemail_address.wrong_code');
  expect(screen.getByRole('textbox', { name: '6 位验证码' })).toBeTruthy();
});

it('says whether the sound goes along, and stops when asked to', async () => {
  const heard = serve({ ...none, address: MINE, sound: true }, () => none);
  draw(<OwnAddress mailbox="8001" />);
  expect(await screen.findByText(/录音随邮件附上/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '不再发邮件' }));
  expect(await screen.findByText(/填写自己的邮箱/)).toBeTruthy();
  expect(heard.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/mailboxes/8001/address' });
});

it('asks for no address where no mail can go out', async () => {
  serve({ ...none, possible: false }, () => none);
  draw(<OwnAddress mailbox="8001" />);
  expect(await screen.findByText(/还没有设置邮件服务器/)).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('asks for no address where the administrator allows none, and forgets one that was set before', async () => {
  const heard = serve({ ...none, address: MINE, allowed: false }, () => ({ ...none, allowed: false }));
  draw(<OwnAddress mailbox="8001" />);
  expect(await screen.findByText(`不再向 ${MINE} 发送邮件`, { exact: false })).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '删除这个邮箱' }));
  expect(await screen.findByText(/管理员没有开放个人邮箱通知/)).toBeTruthy();
  expect(heard.at(-1)?.method).toBe('DELETE');
});
