import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaseLine } from '@/api/cases';
import { ARRANGED, choose, line, page, sent, where, whole } from '../../../../test/cases';
import { pretendServer, type Heard } from '../../../../test/page';
import { CasesPage } from '../CasesPage';

const ROWS: CaseLine[] = [
  { ...line('c1', 1, '电梯声音大'), receipt_due_at: '2099-09-21T00:00:00Z' },
  { ...line('c2', 2, '房间漏水'), receipt_due_at: '2020-09-21T00:00:00Z', receipt_late: true },
  line('c3', 3, '发票抬头'),
];
const BULK = {
  ...{ id: 'b1', what: 'receipt', at: '2026-10-01T02:00:00Z', total: 3, left: 0, done: 2, same: 0 },
  ...{ named: [], undone: false, back: 0, back_left: 2 },
};
const COUNTS = { mine: 3, list: 12, overdue: 1, receipts: 2, receipts_late: 1 };

beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(800); // rows are drawn where there is room
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function cases(answers: Record<string, { status: number; body?: unknown }>): Heard[] {
  const known: typeof answers = {
    'GET /api/cases/arrangement': { status: 200, body: ARRANGED },
    'GET /api/cases/counts': { status: 200, body: COUNTS },
    'GET /api/cases': { status: 200, body: { items: ROWS, next: null } },
    'GET /api/cases/bulk/last': { status: 200, body: { last: null } },
    ...answers,
  };
  const heard = pretendServer(
    ({ method, path }) => known[`${method} ${path}`] ?? { status: 200, body: { items: [], own: [] } },
  );
  page(
    <Routes>
      <Route path="/cases/:id?" element={<CasesPage />} />
    </Routes>,
    '/cases',
  );
  return heard;
}

const row = (subject: string): Promise<HTMLElement> =>
  screen.findByRole('row', { name: new RegExp(subject) });
const asked = (heard: Heard[]) =>
  Object.fromEntries(heard.findLast((one) => one.path === '/api/cases' && one.method === 'GET')?.query ?? []);

it('lists what my team is to confirm, marks what is late, and confirms one or several by keys', async () => {
  const had = { key: 'case.receipt_confirmed', status: 409, title: '赵强已经签收这张工单。' };
  const heard = cases({
    'POST /api/cases/c1/receipt/confirm': { status: 200, body: whole() },
    'POST /api/cases/c2/receipt/confirm': { status: 409, body: had },
    'POST /api/cases/bulk': { status: 200, body: BULK },
  });
  await row('电梯声音大');
  await userEvent.click(await screen.findByRole('button', { name: /^待签收 2 超时 1$/ }));
  expect(where()).toBe('/cases?view=receipts');
  await waitFor(() => expect(asked(heard)).toEqual({ still_open: 'true', by_due: 'true', receipt: 'mine' }));
  expect(within(await row('电梯声音大')).getByText('待签收')).toBeTruthy();
  expect(within(await row('房间漏水')).getByText('超时未签收').className).toContain('bad');
  (await row('电梯声音大')).focus();
  await userEvent.keyboard('s');
  await waitFor(() => expect(sent(heard, '/api/cases/c1/receipt/confirm')).toHaveLength(1));
  expect(await screen.findByText('GD-000001 已签收')).toBeTruthy();
  (await row('房间漏水')).focus();
  await userEvent.keyboard('s');
  expect(await screen.findByText('赵强已经签收这张工单。')).toBeTruthy();
  (await row('发票抬头')).focus();
  await userEvent.keyboard('s'); // nobody is to confirm it
  expect(heard.filter(({ path }) => path.endsWith('/receipt/confirm'))).toHaveLength(2);

  await userEvent.keyboard('X');
  const bulk = within(screen.getByRole('region', { name: '批量操作' }));
  await choose(bulk.getByRole('combobox', { name: '做什么' }), '签收');
  await userEvent.click(bulk.getByRole('button', { name: '执行' }));
  expect(await screen.findByText('“签收”：完成 2 张')).toBeTruthy();
  expect(sent(heard, '/api/cases/bulk')[0]?.body).toMatchObject({ what: 'receipt' });
});
