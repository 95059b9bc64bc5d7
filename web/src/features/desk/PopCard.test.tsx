import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Pop } from '@/api/desk';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { paceOf } from './Greeting';
import { PopCard } from './PopCard';

afterEach(() => vi.unstubAllGlobals());

const POP: Pop = {
  interaction: 'i1',
  number: '138****8000',
  number_masked: true,
  caller_name: '',
  called_number: '4001',
  queue: null,
  waited_seconds: 7.4,
  keys_pressed: '2',
  match: 'none',
  chosen: false,
  customer: null,
  candidates: [],
  last_contacts: [],
  open_items: [],
  answer: { goal_at: null, limit_at: null, apologise: false },
  caller_number: 'settled',
  handed_over: null,
  called_back: null,
};
const WANG = {
  id: 'c1',
  kind: 'person' as const,
  risk: 'none' as const,
  tags: [],
  name: '王芳',
  level: 'vip' as const,
  company: '恒远商贸',
  language: 'zh',
  numbers: ['+86138****8000'],
  note: '喜欢高楼层',
  completeness: 42,
  missing: [{ zh: '产品使用', en: 'Product use' }],
  identity: 'number' as const,
  hidden: false,
};
const SHARED: Pop = {
  ...POP,
  match: 'many',
  candidates: [
    { id: 'c1', name: '李静', level: 'normal', company: '恒远商贸' },
    { id: 'c2', name: '赵磊', level: 'gold', company: '恒远商贸' },
  ],
};

function serve(pop: Pop, chosen: Pop = pop): Heard[] {
  return pretendServer(({ path, method }) => {
    if (path === '/api/desk/pop/i1') return { status: 200, body: pop };
    if (path === '/api/desk/pop/i1/customer' && method === 'POST') return { status: 200, body: chosen };
    return { status: 200, body: { items: [] } };
  });
}
const open = () => draw(<PopCard interaction="i1" ringing since={0} />);

it('shows who it is, how they came and what is open before the first word', async () => {
  const due_at = '2026-11-20T01:30:00Z';
  serve({
    ...POP,
    match: 'one',
    customer: WANG,
    open_items: [{ kind: 'callback', id: 'k1', due_at, overdue: true, note: '报价', agent: null }],
  });
  open();
  expect(await screen.findByRole('link', { name: '王芳' })).toBeTruthy();
  expect(screen.getAllByText('贵宾').length).toBeGreaterThan(0);
  expect(screen.getByText('喜欢高楼层')).toBeTruthy();
  expect(screen.getByText('等了 0:07')).toBeTruthy();
  expect(within(screen.getByRole('region', { name: '未了事项' })).getByText('报价')).toBeTruthy();
});

it('names all who share a number and shows nothing of any until one is chosen; undo takes it back', async () => {
  const heard = serve(SHARED, { ...SHARED, match: 'one', chosen: true, customer: { ...WANG, name: '赵磊' } });
  open();
  expect(await screen.findByText('2 位客户共用这个号码')).toBeTruthy();
  expect(screen.queryByText('喜欢高楼层')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /^赵磊/ }));
  expect(await screen.findByRole('link', { name: '赵磊' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '撤销' }));
  const posts = () => heard.filter((one) => one.method === 'POST').map((one) => one.body);
  await waitFor(() => expect(posts()).toEqual([{ customer: 'c2' }, { customer: null }]));
});

it('greets who calls, not whom we call', async () => {
  serve({ ...POP, called_number: '02155500000' });
  const { unmount } = open();
  expect(await screen.findByText('您好，请讲。')).toBeTruthy();
  unmount();
  draw(<PopCard interaction="i1" ringing since={0} out />);
  expect(await screen.findByRole('heading', { name: '对方' })).toBeTruthy();
  expect(screen.getByText(/对方看到/)).toBeTruthy();
  expect(screen.queryByText('您好，请讲。')).toBeNull();
});

it('says that nobody is known, and offers to find them', async () => {
  serve({ ...POP, number: 'anonymous' });
  open();
  expect(await screen.findByText('未知号码')).toBeTruthy();
  expect(screen.getByText('未显示号码')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: /查找客户/ })).toBeTruthy();
});

it('offers to keep an unknown number with the customer who was chosen, and to take it back', async () => {
  const chosen: Pop = { ...POP, match: 'one', chosen: true, customer: WANG, caller_number: 'to_add' };
  const added: Pop = { ...chosen, caller_number: 'added' };
  const heard = pretendServer(({ path, method }) => {
    if (path === '/api/desk/pop/i1') return { status: 200, body: chosen };
    if (path === '/api/desk/pop/i1/number') return { status: 200, body: method === 'POST' ? added : chosen };
    return { status: 200, body: { items: [] } };
  });
  open();
  await userEvent.click(await screen.findByRole('button', { name: '加到王芳的号码' }));
  expect(await screen.findByText(/已加到王芳的号码/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(await screen.findByRole('button', { name: '加到王芳的号码' })).toBeTruthy();
  const asked = heard.filter((one) => one.path.endsWith('/number')).map((one) => one.method);
  expect(asked).toEqual(['POST', 'DELETE']);
});

it('says nothing of a number that is settled', async () => {
  serve({ ...POP, match: 'one', customer: WANG });
  open();
  expect(await screen.findByRole('link', { name: '王芳' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /加到/ })).toBeNull();
});

it('says so when it cannot be looked up for long, with a way to try again', async () => {
  pretendServer(() => problem(403, 'interaction.not_yours'));
  open();
  expect(await screen.findByRole('alert')).toBeTruthy();
});

it('greets plainly until the third ring is over and apologises after it', () => {
  const at = (seconds: number): string => new Date(seconds * 1000).toISOString();
  const answer = { goal_at: at(10), limit_at: at(15), apologise: false };
  expect([9, 12, 16].map((now) => paceOf(answer, now * 1_000_000))).toEqual(['goal', 'limit', 'late']);
  expect(paceOf({ goal_at: null, limit_at: null, apologise: true }, 0)).toBe('late');
});

it('says who hands the call over, why, and what they have written', async () => {
  const by = { id: 'a2', name: { zh: '赵敏', en: '' }, number: '1002', extension: '8002' };
  const draft = { type: '', result: '', note: '发票抬头已问过' };
  serve({
    ...POP,
    handed_over: { by, verb: 'transfer', reason: '要开发票', draft, at: '2026-11-22T01:00:00Z' },
  });
  open();
  const handed = within(await screen.findByRole('region', { name: '转来的通话' }));
  expect(handed.getByText('赵敏 转来')).toBeTruthy();
  expect(handed.getByText('要开发票')).toBeTruthy();
  expect(handed.getByText('发票抬头已问过')).toBeTruthy();
});
