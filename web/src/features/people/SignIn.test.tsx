import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer, problem } from '../../../test/page';
import { SignIn } from './SignIn';

afterEach(() => vi.unstubAllGlobals());

async function trySignIn(login: string, password: string): Promise<void> {
  const user = userEvent.setup();
  if (login) await user.type(screen.getByLabelText(/登录名/), login);
  if (password) await user.type(screen.getByLabelText(/^密码/), password);
  await user.click(screen.getByRole('button', { name: '登录' }));
}

it('says which field is missing and asks nothing of the server', async () => {
  const heard = pretendServer(() => ({ status: 201, body: {} }));
  draw(<SignIn onSignedIn={vi.fn()} />);
  await trySignIn('lin', '');
  expect(screen.getByText('请输入密码')).toBeTruthy();
  expect(heard).toHaveLength(0);
});

it('signs in with the name without spaces around it', async () => {
  const session = { user: { id: 'u1' }, csrf: 'x' };
  const heard = pretendServer(() => ({ status: 201, body: session }));
  const onSignedIn = vi.fn();
  draw(<SignIn onSignedIn={onSignedIn} />);
  await trySignIn(' lin ', 'secret words');
  await waitFor(() => expect(onSignedIn.mock.calls[0]?.[0]).toEqual(session));
  expect(heard[0]?.body).toEqual({ login: 'lin', password: 'secret words' });
});

it('says in words that the name or the password is wrong', async () => {
  pretendServer(() => problem(401, 'session.wrong_credentials'));
  draw(<SignIn onSignedIn={vi.fn()} />);
  await trySignIn('lin', 'nonsense');
  expect((await screen.findByRole('alert')).textContent).toContain('登录名或密码不正确');
});

it('says how many seconds to wait after too many attempts, and lets nobody try meanwhile', async () => {
  const heard = pretendServer(() => problem(429, 'session.too_many', { retry_after_seconds: 42 }));
  draw(<SignIn onSignedIn={vi.fn()} />);
  await trySignIn('lin', 'nonsense');
  expect((await screen.findByRole('alert')).textContent).toMatch(/请 4[12] 秒后再试/);
  expect(screen.getByRole('button', { name: '登录' })).toHaveProperty('disabled', true);
  await userEvent.type(screen.getByLabelText(/^密码/), '{Enter}');
  expect(heard).toHaveLength(1);
});

it('says that the server cannot be reached', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
  draw(<SignIn onSignedIn={vi.fn()} />);
  await trySignIn('lin', 'anything');
  expect((await screen.findByRole('alert')).textContent).toContain('连不上服务器');
});
