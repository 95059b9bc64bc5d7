import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaseLine } from '@/api/cases';
import { SIDE } from '@/shared/ui/SidePanel';
import { ARRANGED, besides, choose, line, page, sent, where, whole } from '../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../test/page';
import { CasesPage } from './CasesPage';

vi.mock('./kept/Kept', () => ({ Kept: () => null })); // asks for more than the case: it has tests of its own

const ROWS = [line('c1', 1, '电梯声音大'), line('c2', 2, '房间漏水'), line('c3', 3, '发票抬头')];

beforeEach(() => {
  const side = document.createElement('div'); // as the frame has it
  side.id = SIDE;
  document.body.append(side);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(800); // rows are drawn where there is room
});
afterEach(() => {
  document.getElementById(SIDE)?.remove();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

type Answers = Record<string, ReturnType<typeof problem>>;

function cases(at: string, items: CaseLine[] = ROWS, answers: Answers = {}): Heard[] {
  const heard = pretendServer(({ method, path }) => {
    const said = answers[`${method} ${path}`];
    if (said) return said;
    const beside = besides(path);
    if (beside) return beside;
    if (path === '/api/cases/arrangement') return { status: 200, body: ARRANGED };
    if (path === '/api/cases/counts')
      return { status: 200, body: { mine: 3, list: 12, overdue: 1, receipts: 2, receipts_late: 1 } };
    if (path === '/api/cases') return { status: 200, body: { items, next: null } };
    if (path === '/api/cases/bulk/last') return { status: 200, body: { last: null } };
    if (path === '/api/visits') return { status: 200, body: { items: [] } };
    if (path === '/api/cases/suggestions')
      return { status: 200, body: { type: null, priority: null, risks: [], heard: false } };
    return { status: 200, body: whole() };
  });
  page(
    <Routes>
      <Route path="/cases/:id?" element={<CasesPage />} />
    </Routes>,
    at,
  );
  return heard;
}

/** What the list was asked for last. */
const asked = (heard: Heard[]): Record<string, string> =>
  Object.fromEntries(heard.findLast((one) => one.path === '/api/cases' && one.method === 'GET')?.query ?? []);
const row = (subject: string): Promise<HTMLElement> =>
  screen.findByRole('row', { name: new RegExp(subject) });
const view = (name: RegExp): HTMLElement => screen.getByRole('button', { name });
const bulk = (): HTMLElement => screen.getByRole('region', { name: '批量操作' });
const ticked = (number: string): boolean =>
  screen.getByRole<HTMLInputElement>('checkbox', { name: `选择工单 ${number}` }).checked;

it('begins with my cases, says how many wait, and changes the view', async () => {
  const heard = cases('/cases');
  await row('电梯声音大');
  await screen.findByText('12');
  expect(view(/^我的工单 3$/).getAttribute('aria-pressed')).toBe('true');
  expect(asked(heard)).toEqual({ still_open: 'true', by_due: 'true', owner: 'me' });
  await userEvent.click(view(/^待领取 12$/));
  expect(where()).toBe('/cases?view=list');
  await waitFor(() => expect(asked(heard).owner).toBe('nobody'));
  expect(view(/^待领取/).getAttribute('aria-pressed')).toBe('true');
  expect(view(/^我的工单/).getAttribute('aria-pressed')).toBe('false');
  await userEvent.click(view(/^全部工单$/));
  await waitFor(() => expect(asked(heard)).toEqual({ still_open: 'false', by_due: 'false' }));
});

it('asks for what the address says', async () => {
  const heard = cases('/cases?view=stillOpen&priority=high&team=front&due=overdue&search=漏水');
  await row('房间漏水');
  expect(asked(heard)).toEqual({
    still_open: 'true',
    by_due: 'true',
    priority: 'high',
    team: 'front',
    due: 'overdue',
    search: '漏水',
  });
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '单号、标题或内容' }).value).toBe('漏水');
});

it('writes filters into the address, and they stay there when a case is opened', async () => {
  const heard = cases('/cases?view=stillOpen');
  await row('房间漏水');
  await choose(screen.getByRole('combobox', { name: '全部优先级' }), '高');
  expect(where()).toBe('/cases?view=stillOpen&priority=high');
  await userEvent.type(screen.getByRole('textbox', { name: '单号、标题或内容' }), '漏水');
  await waitFor(() => expect(where()).toBe('/cases?view=stillOpen&priority=high&search=漏水'));
  await waitFor(() => expect(asked(heard)).toMatchObject({ priority: 'high', search: '漏水' }));
  await userEvent.click(await row('房间漏水'));
  expect(where()).toBe('/cases/c2?view=stillOpen&priority=high&search=漏水');
  await userEvent.keyboard('{Escape}');
  expect(where()).toBe('/cases?view=stillOpen&priority=high&search=漏水');
});

it('keeps view and filters while a new case is opened and closed, and drops what that began with', async () => {
  cases('/cases?view=stillOpen&priority=high');
  await row('房间漏水');
  await userEvent.click(screen.getByRole('button', { name: /新建工单/ }));
  expect(where()).toBe('/cases/new?view=stillOpen&priority=high');
  await screen.findByRole('form', { name: '新建工单' });
  await userEvent.keyboard('{Escape}');
  expect(where()).toBe('/cases?view=stillOpen&priority=high');
});

it('leads from a new case of a contact back to the list alone', async () => {
  cases('/cases/new?view=all&customer=k1&interaction=i1');
  await screen.findByRole('form', { name: '新建工单' });
  await userEvent.keyboard('{Escape}');
  expect(where()).toBe('/cases?view=all');
});

it('is moved through by arrows, and Enter opens', async () => {
  cases('/cases');
  (await row('电梯声音大')).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(document.activeElement).toBe(await row('房间漏水'));
  await userEvent.keyboard('{Enter}');
  expect(where()).toBe('/cases/c2');
  expect(await screen.findByRole('complementary', { name: '工单' })).toBeTruthy();
  expect((await row('房间漏水')).getAttribute('aria-current')).toBe('true');
});

it('selects by x and by the box, without opening anything', async () => {
  cases('/cases');
  (await row('电梯声音大')).focus();
  await userEvent.keyboard('x{ArrowDown}x');
  expect(within(bulk()).getByText('已选 2 张')).toBeTruthy();
  await userEvent.keyboard('x');
  expect(within(bulk()).getByText('已选 1 张')).toBeTruthy();
  expect([ticked('GD-000001'), ticked('GD-000002')]).toEqual([true, false]);
  await userEvent.click(screen.getByRole('checkbox', { name: '选择工单 GD-000003' }));
  expect(within(bulk()).getByText('已选 2 张')).toBeTruthy();
  expect(ticked('GD-000003')).toBe(true);
  expect(where()).toBe('/cases');
  await userEvent.click(within(bulk()).getByRole('button', { name: '取消选择' }));
  expect(screen.queryByRole('region', { name: '批量操作' })).toBeNull();
});

const BULK = {
  id: 'b1',
  what: 'assign',
  at: '2026-10-01T02:00:00Z',
  total: 2,
  left: 1,
  done: 1,
  same: 0,
  named: [],
  undone: false,
  back: 0,
  back_left: 1,
};
const LATE = {
  id: 'c2',
  number: 2,
  subject: '房间漏水',
  outcome: 'changed',
  back: '',
  why: '陈静刚刚修改了这张工单。',
  why_more: '',
};

it('does one thing to several bit by bit, names what was not done, and takes it back, by keys alone', async () => {
  const heard = cases('/cases/c1', ROWS, {
    'GET /api/cases/bulk/last': { status: 200, body: { last: null } },
    'POST /api/cases/bulk': { status: 200, body: BULK },
    'POST /api/cases/bulk/b1/on': { status: 200, body: { ...BULK, left: 0, named: [LATE] } },
    'POST /api/cases/bulk/b1/undo': {
      status: 200,
      body: { ...BULK, left: 0, named: [LATE], undone: true, back: 1, back_left: 0 },
    },
  });
  (await row('电梯声音大')).focus();
  await userEvent.keyboard('x{ArrowDown}xb');
  expect(document.activeElement).toBe(within(bulk()).getByRole('combobox', { name: '做什么' }));
  await choose(within(bulk()).getByRole('combobox', { name: '做什么' }), '派单');
  const run = within(bulk()).getByRole<HTMLButtonElement>('button', { name: '执行' });
  expect(run.disabled).toBe(true);
  await choose(within(bulk()).getByRole('combobox', { name: '派给谁' }), '林小满 1001');
  await userEvent.click(run);
  expect(await screen.findByText('“派单”：完成 1 张 · 1 张没有做')).toBeTruthy();
  expect(screen.getByText('陈静刚刚修改了这张工单。')).toBeTruthy();
  expect(screen.queryByRole('region', { name: '批量操作' })).toBeNull();
  const seen = ['c1', 'c2'].map((id) => ({ id, revision: 3 }));
  expect(sent(heard, '/api/cases/bulk')[0]?.body).toMatchObject({ what: 'assign', cases: seen, owner: 'a1' });
  const looked = () => heard.filter(({ path }) => path === '/api/cases/c1').length;
  await waitFor(() => expect(looked()).toBe(2)); // the one that is open is asked for anew
  (await row('电梯声音大')).focus();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(await screen.findByText('已撤销 1 张，回到原来的样子')).toBeTruthy();
});

it('keeps what is selected when nothing could be done, and says why', async () => {
  const busy = { key: 'page.failed', status: 503, title: '稍后再试。' };
  cases('/cases', ROWS, {
    'GET /api/cases/bulk/last': { status: 200, body: { last: null } },
    'POST /api/cases/bulk': { status: 503, body: busy },
  });
  (await row('电梯声音大')).focus();
  await userEvent.keyboard('X');
  await choose(within(bulk()).getByRole('combobox', { name: '做什么' }), '写备注');
  await userEvent.type(within(bulk()).getByRole('textbox', { name: '备注内容' }), '统一回复');
  await userEvent.click(within(bulk()).getByRole('button', { name: '执行' }));
  expect(await screen.findByText('稍后再试。')).toBeTruthy();
  expect(within(bulk()).getByText('已选 3 张')).toBeTruthy();
});

it('teaches how cases come about where there are none, and clears filters that nothing fits', async () => {
  cases('/cases?view=stillOpen&priority=high', []);
  expect(await screen.findByText('没有符合条件的工单')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '清除筛选' }));
  expect(where()).toBe('/cases?view=stillOpen');
  expect(await screen.findByText('这里还没有工单')).toBeTruthy();
});

it('says that the list could not be fetched', async () => {
  cases('/cases', [], { 'GET /api/cases': problem(500, 'page.failed') });
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.queryByText('这里还没有工单')).toBeNull();
});

it('says in a house without types of cases that these come first', async () => {
  const arrangement = { status: 200, body: { ...ARRANGED, types: [], tree: [] } };
  cases('/cases', [], { 'GET /api/cases/arrangement': arrangement });
  expect(await screen.findByText('还没有工单类型')).toBeTruthy();
  expect(screen.queryByText('这里还没有工单')).toBeNull();
});
