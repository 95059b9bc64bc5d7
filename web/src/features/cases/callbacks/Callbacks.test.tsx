import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Callback } from '@/api/desk';
import { SessionContext } from '@/shared/session/session';
import { ARRANGED, besides, choose, LIN, page, sent, SESSION } from '../../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../../test/page';
import { CallbacksPage } from './CallbacksPage';

afterEach(() => vi.unstubAllGlobals());

const promised = (id: string, change: Partial<Callback> = {}): Callback => ({
  id,
  interaction: `i-${id}`,
  agent: { ...LIN, id: 'a9', name: { zh: '郑远', en: '' } },
  agent_left: false,
  queue: 'front-desk',
  customer: { id: `p-${id}`, name: `客户${id}`, level: 'normal' },
  number: '+8613800138000',
  number_masked: false,
  due_at: '2026-09-22T04:00:00Z',
  overdue: false,
  note: '发票寄出后告知',
  state: 'open',
  created_at: '2026-09-21T04:00:00Z',
  closed_at: null,
  closing_note: '',
  tries: 0,
  last_try: '',
  ...change,
});

interface Served {
  items: Callback[];
  next?: string | null;
}

function serve(pages: Record<string, Served>, given: string[] = []): Heard[] {
  let over = false;
  return pretendServer((asked) => {
    const { path, method, query } = asked;
    if (path === '/api/callbacks/counts') return { status: 200, body: { open: 2, overdue: 1, left: 1 } };
    if (method === 'POST') over = true;
    if (path === '/api/callbacks/give') return { status: 200, body: { ids: given } };
    if (path === '/api/callbacks' && method === 'GET') {
      if (over) return { status: 200, body: { items: [], next: null } };
      const after = query.get('after') ?? '';
      return { status: 200, body: { next: null, ...pages[after] } };
    }
    if (/\/(done|reopen)$/.test(path)) return { status: 200, body: promised('k1') };
    if (path === '/api/cases/arrangement') return { status: 200, body: ARRANGED };
    return besides(path) ?? problem(404, 'case.unknown');
  });
}

const leading = (at: string) =>
  page(
    <SessionContext value={{ ...SESSION, permissions: [...SESSION.permissions, 'callbacks.all'] }}>
      <CallbacksPage />
    </SessionContext>,
    at,
  );

const row = async (name: string): Promise<HTMLElement> => {
  const link = await screen.findByRole('link', { name });
  return link.closest('tr') as HTMLElement;
};

it('gives those that are chosen to whoever is to keep them, and says how many it were', async () => {
  const left = promised('k1', { agent_left: true, overdue: true, tries: 2, last_try: 'busy' });
  const heard = serve({ '': { items: [left, promised('k2')] } }, ['k1', 'k2']);
  leading('/callbacks?view=left');
  const first = within(await row('客户k1'));
  for (const said of ['已离职', '已超时', '已拨 2 次，忙']) first.getByText(said);
  expect(within(await row('客户k2')).queryByText('已离职')).toBeNull();

  expect(screen.getByRole('button', { name: '转交' })).toHaveProperty('disabled', true);
  await userEvent.click(screen.getByRole('checkbox', { name: '全选已列出的 2 个' }));
  await choose(screen.getByRole('combobox', { name: '转给谁' }), '林小满 1001');
  await userEvent.click(screen.getByRole('button', { name: '转交' }));
  await screen.findByText('已把 2 个回电转给林小满 1001');
  expect(sent(heard, '/api/callbacks/give').map(({ body }) => body)).toEqual([
    { ids: ['k1', 'k2'], agent: 'a1' },
  ]);
  await screen.findByText('没有无人负责的回电');
});

it('says so when all of them were closed meanwhile', async () => {
  serve({ '': { items: [promised('k1')] } });
  leading('/callbacks');
  await userEvent.click(await screen.findByRole('checkbox', { name: '选择客户k1的回电' }));
  await choose(screen.getByRole('combobox', { name: '转给谁' }), '林小满 1001');
  await userEvent.click(screen.getByRole('button', { name: '转交' }));
  await screen.findByText('所选回电已经办结，没有转交');
});

it('marks one as made, and takes it back', async () => {
  const heard = serve({ '': { items: [promised('k1')] } });
  leading('/callbacks');
  await userEvent.click(await screen.findByRole('button', { name: '已回电: 客户k1' }));
  await userEvent.click(await screen.findByRole('button', { name: '撤销' }));
  await waitFor(() => expect(sent(heard, '/api/callbacks/k1/reopen')).toHaveLength(1));
  expect(sent(heard, '/api/callbacks/k1/done')).toHaveLength(1);
});

it('goes on with the next page', async () => {
  serve({ '': { items: [promised('k1')], next: 'K2' }, K2: { items: [promised('k2')] } });
  leading('/callbacks');
  await userEvent.click(await screen.findByRole('button', { name: '更多' }));
  await row('客户k2');
  expect(screen.queryByRole('button', { name: '更多' })).toBeNull();
});

it('teaches where there are none', async () => {
  serve({ '': { items: [] } });
  leading('/callbacks?view=left');
  await screen.findByText('没有无人负责的回电');
});
