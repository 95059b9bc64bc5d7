import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Account } from '@/api/people';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { AccountsPanel } from './AccountsPanel';

beforeEach(() => {
  document.body.insertAdjacentHTML('beforeend', `<div id="${SIDE}"></div>`);
});
afterEach(() => {
  document.getElementById(SIDE)?.remove();
  vi.unstubAllGlobals();
});

const account = (number: string, zh: string, change: Partial<Account> = {}): Account => ({
  agent: { id: `a${number}`, number, extension: `8${number.slice(1)}`, name: { zh, en: '' } },
  login: `user${number}`,
  roles: ['agent'],
  active: true,
  leaving: false,
  yours: true,
  ...change,
});

const ALONE = '/api/people/left-alone';

type Answer = ReturnType<typeof problem>;

function open(accounts: Account[], changes: Record<string, Answer> = {}): Heard[] {
  const heard = pretendServer(({ method, path }) => {
    const list = { items: accounts, roles: ['agent', 'operator'] };
    const nothing = path === ALONE ? { status: 200, body: { items: [] } } : undefined;
    return changes[`${method} ${path}`] ?? nothing ?? { status: 200, body: list };
  });
  draw(<AccountsPanel onClose={() => undefined} />);
  return heard;
}

async function fill(values: Record<string, string>): Promise<void> {
  await userEvent.click(await screen.findByText('新建坐席'));
  for (const [label, value] of Object.entries(values)) {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  }
  await userEvent.click(screen.getByText('新建'));
}

const posts = (heard: Heard[]) => heard.filter(({ method, path }) => method === 'POST' && path !== ALONE);
const WHO = { 姓名: '何小雨', 工号: '2001', 分机: '8201', 登录名: 'he.xiaoyu' };

it('makes an agent and shows both passwords once', async () => {
  const made = {
    account: account('2001', '何小雨'),
    password: 'k7mw-29ph-xzeq',
    phone_secret: 'desk phone secret',
  };
  const heard = open([], { 'POST /api/people/accounts': { status: 201, body: made } });
  await fill(WHO);
  const told = await screen.findByRole('status', { name: '何小雨 的账号已建好' });
  expect(told.textContent).toContain('k7mw-29ph-xzeq');
  expect(told.textContent).toContain('desk phone secret');
  expect(posts(heard)[0]?.body).toEqual({
    name: { zh: '何小雨', en: '' },
    number: '2001',
    extension: '8201',
    login: 'he.xiaoyu',
    role: 'agent',
  });
  await userEvent.click(within(told).getByText('好'));
  expect(screen.queryByText('k7mw-29ph-xzeq')).toBeNull();
});

it('says at the field what is missing, and asks nobody', async () => {
  const heard = open([]);
  await fill({ 工号: '12ab' });
  expect(screen.getByLabelText('姓名').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('2 到 12 位数字')).toBeTruthy();
  expect(posts(heard)).toEqual([]);
});

it('says at the field what the server said is taken', async () => {
  open([], { 'POST /api/people/accounts': problem(422, 'agent.number_taken', { number: '2001' }) });
  await fill(WHO);
  await waitFor(() => expect(screen.getByLabelText('工号').getAttribute('aria-invalid')).toBe('true'));
  expect((await screen.findByRole('alert')).textContent).toBe('agent.number_taken');
});

it('lets an agent go, says that a call keeps them, and takes back who left', async () => {
  const talks = account('1001', '林小满');
  const heard = open([talks, account('1002', '吴思远', { active: false })], {
    'POST /api/people/accounts/a1001/deactivate': { status: 200, body: { ...talks, leaving: true } },
    'POST /api/people/accounts/a1002/reactivate': { status: 200, body: account('1002', '吴思远') },
  });
  const line = await screen.findByRole('listitem', { name: '林小满 1001' });
  await userEvent.click(within(line).getByText('停用'));
  expect(await screen.findByText('林小满 正在通话或话后整理，写完后停用。')).toBeTruthy();
  const gone = screen.getByRole('listitem', { name: '吴思远 1002' });
  expect(within(gone).queryByText('换新密码')).toBeNull();
  await userEvent.click(within(gone).getByText('恢复'));
  await waitFor(() =>
    expect(posts(heard).map(({ path }) => path)).toEqual([
      '/api/people/accounts/a1001/deactivate',
      '/api/people/accounts/a1002/reactivate',
    ]),
  );
  expect(await screen.findByText('吴思远 已恢复，密码不变。')).toBeTruthy();
});

const lastOfDesk = {
  status: 200,
  body: {
    items: [
      { queue: 'desk', name: { zh: '前台', en: '' }, how: 'nobody', step: null, waiting: 3, way_out: false },
    ],
  },
};

it('warns before the last agent of a queue is let go, and does nothing until told so again', async () => {
  const heard = open([account('1001', '林小满')], {
    [`POST ${ALONE}`]: lastOfDesk,
    'POST /api/people/accounts/a1001/deactivate': {
      status: 200,
      body: account('1001', '林小满', { active: false }),
    },
  });
  const line = await screen.findByRole('listitem', { name: '林小满 1001' });
  await userEvent.click(within(line).getByText('停用'));
  const warning = await within(line).findByRole('alert');
  expect(warning.textContent).toContain('“前台”将没有坐席，现在有 3 个来电在等；新来电会一直等待。');
  expect(heard.find(({ path }) => path === ALONE)?.body).toEqual({
    agents: ['a1001'],
    queue: null,
    drafts: false,
  });
  expect(posts(heard)).toEqual([]);
  await userEvent.click(within(line).getByText('取消'));
  expect(within(line).queryByRole('alert')).toBeNull();
  expect(posts(heard)).toEqual([]);
  await userEvent.click(within(line).getByText('停用'));
  await userEvent.click(await within(line).findByText('仍然停用'));
  expect(await screen.findByText('林小满 已停用，不能登录，话机不再接到来电。')).toBeTruthy();
});

it('offers nothing for who is not theirs to change', async () => {
  open([account('1001', '林小满', { yours: false })]);
  const line = await screen.findByRole('listitem', { name: '林小满 1001' });
  expect(within(line).queryAllByRole('button')).toEqual([]);
});
