import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { SetupWizard } from './SetupWizard';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

const SECRET = 'chun jiang hua yue ye';
const session = { user: { id: 'u1' }, csrf: 'x' };
const made = { number: 1, phone: { extension: '8001', secret: 'phone secret' } };

function agreeable({ method, path }: Heard) {
  if (path === '/api/session') return { status: 200, body: session };
  if (path === '/api/setup' && method === 'POST') return { status: 201, body: made };
  return { status: 204 };
}

const user = userEvent.setup({ delay: null });
const next = () => user.click(screen.getByRole('button', { name: /下一步|发布并登录/ }));

/** Fill in every step up to the last. */
async function fillIn(): Promise<void> {
  await user.type(screen.getByLabelText('公司名称'), '江南茶业');
  await next();
  await user.type(await screen.findByLabelText('热线号码'), '95001');
  await user.type(screen.getByLabelText('队列名称'), '客服');
  await next();
  await fillInPerson('周启明', 'boss');
  await next();
  await screen.findByText('另一位同事');
  await fillInPerson('梅雪', 'mei');
  await next();
  await screen.findByText(/点“发布”后立即生效/);
}

async function fillInPerson(name: string, login: string): Promise<void> {
  await user.type(await screen.findByLabelText('姓名'), name);
  await user.type(screen.getByLabelText('登录名'), login);
  await user.type(screen.getByLabelText('密码'), SECRET);
}

it('asks for the code first, and says how long to wait after too many wrong ones', async () => {
  pretendServer(() => problem(429, 'setup.too_many', { retry_after_seconds: 20 }));
  draw(<SetupWizard admitted={false} onChanged={vi.fn()} onSetUp={vi.fn()} />);
  await user.type(screen.getByLabelText('设置码'), 'aaaa');
  await user.click(screen.getByRole('button', { name: '开始设置' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/请 (20|19) 秒后再试/);
});

it('sends the whole centre once, after each step was checked by the server', async () => {
  const heard = pretendServer(agreeable);
  const onSetUp = vi.fn();
  draw(<SetupWizard admitted onChanged={vi.fn()} onSetUp={onSetUp} />);
  await fillIn();
  await next();
  await waitFor(() => expect(onSetUp).toHaveBeenCalledWith(session, made));
  const checks = heard.filter((one) => one.path === '/api/setup/check');
  expect(checks.map((one) => Object.keys(one.body as object).length)).toEqual([1, 2, 3, 4]);
  const sent = heard.find((one) => one.path === '/api/setup')?.body as Record<string, object>;
  expect(sent.line).toMatchObject({ number: '95001', queue: { zh: '客服', en: '' }, week: null });
  expect(sent.agent).toMatchObject({ number: '1001', person: { login: 'mei', password: SECRET } });
  expect(localStorage.getItem('huawu.setup')).toBeNull();
});

it('says what is missing and asks nothing of the server', async () => {
  const heard = pretendServer(agreeable);
  draw(<SetupWizard admitted onChanged={vi.fn()} onSetUp={vi.fn()} />);
  await next();
  expect(await screen.findByText('请填写')).toBeTruthy();
  expect(heard).toHaveLength(0);
});

it('leads back to the step that a refusal is about', async () => {
  pretendServer((asked) =>
    asked.path === '/api/setup' ? problem(422, 'login.taken', { part: 'administrator' }) : agreeable(asked),
  );
  draw(<SetupWizard admitted onChanged={vi.fn()} onSetUp={vi.fn()} />);
  await fillIn();
  await next();
  expect((await screen.findByRole('alert')).textContent).toContain('login.taken');
  expect(screen.getByLabelText('登录名')).toHaveProperty('value', 'boss');
});

it('finds everything again after a reload but the passwords, which are kept nowhere', async () => {
  pretendServer(agreeable);
  const first = draw(<SetupWizard admitted onChanged={vi.fn()} onSetUp={vi.fn()} />);
  await fillIn();
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(SECRET);
  first.unmount();
  draw(<SetupWizard admitted onChanged={vi.fn()} onSetUp={vi.fn()} />);
  expect(screen.getByText(/密码不保存/)).toBeTruthy();
  expect(screen.getByLabelText('登录名')).toHaveProperty('value', 'boss');
  expect(screen.getByLabelText('密码')).toHaveProperty('value', '');
});

it('asks how things stand when the way in is no longer good', async () => {
  pretendServer(() => problem(403, 'setup.code_needed'));
  const onChanged = vi.fn();
  draw(<SetupWizard admitted onChanged={onChanged} onSetUp={vi.fn()} />);
  await user.type(screen.getByLabelText('公司名称'), '江南茶业');
  await next();
  await waitFor(() => expect(onChanged).toHaveBeenCalled());
});
