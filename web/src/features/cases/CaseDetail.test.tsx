import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CaseStep, CaseWhole } from '@/api/cases';
import { serverNow, setServerNow, useServerSecond } from '@/shared/live/clock';
import { ARRANGED, choose, clock, page, sent, whole } from '../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../test/page';
import { CaseDetail } from './CaseDetail';

vi.mock('./kept/Kept', () => ({ Kept: () => null })); // asks for more than the case: it has tests of its own

type Answer = ReturnType<typeof problem>;

const step = (change: Partial<CaseStep>): CaseStep => ({
  name: 'confirm',
  why: null,
  why_not: '',
  needs: [],
  ...change,
});
const LATE = {
  revision: 4,
  by: 'u2',
  at: '2026-09-21T01:30:00+00:00',
  fields: ['subject', 'form'],
  name: { zh: '陈静', en: 'Chen Jing' },
};

afterEach(() => vi.unstubAllGlobals());

function Second() {
  return <output data-testid="second">{useServerSecond()}</output>;
}

/** The page of one case; what is sent is answered by the next of `answers`. `there.row`: as it stands now. */
function detail(row: CaseWhole, answers: Answer[] = []): { heard: Heard[]; there: { row: CaseWhole } } {
  const there = { row };
  const left = [...answers];
  const heard = pretendServer(({ method, path }) => {
    if (method !== 'GET') return left.shift() ?? { status: 500 };
    if (path === '/api/visits') return { status: 200, body: { items: [] } };
    return { status: 200, body: path === '/api/cases/arrangement' ? ARRANGED : there.row };
  });
  page(
    <>
      <CaseDetail id="c1" />
      <Second />
    </>,
  );
  return { heard, there };
}

const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });
const steps = (heard: Heard[]): unknown[] => sent(heard, '/api/cases/c1/steps').map((asked) => asked.body);
const field = (name: string): HTMLInputElement => screen.getByRole<HTMLInputElement>('textbox', { name });

async function rewrite(name: string, text: string): Promise<void> {
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
}

/** All that ticks has seen it when this is done. */
async function tenMinutesLater(): Promise<void> {
  const then = serverNow() + 600_000_000;
  setServerNow(then);
  await waitFor(() => expect(Number(screen.getByTestId('second').textContent)).toBeGreaterThan(then - 2e6));
}

it('shows a script in what people wrote as the text it is', async () => {
  const script = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  const note = { id: 'e1', at: '2026-09-21T00:00:00Z', by: null, kind: 'note', body: { text: script } };
  detail(whole({ subject: script, text: script, form: { room: script }, entries: [note] }));
  expect((await screen.findByRole('heading', { name: script })).textContent).toBe(script);
  expect(screen.getAllByText(script)).toHaveLength(4);
  expect(document.querySelector('article img, article script')).toBeNull();
});

it('makes a step by its button, from the revision that was seen', async () => {
  const take = [step({ name: 'take' }), step({ name: 'wait', needs: ['reason'] })];
  const { heard } = detail(whole({ state: 'assigned', steps: take }), [
    { status: 200, body: whole({ steps: [step({ name: 'go_on' })] }) },
  ]);
  await userEvent.click(await button('领取'));
  expect(await button('恢复处理')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '领取' })).toBeNull();
  expect(steps(heard)).toEqual([{ revision: 3, step: 'take' }]);
});

it('says why a step cannot be made, and does not make it', async () => {
  const why_not = '记录单还没有填完。';
  const { heard } = detail(whole({ steps: [step({ why: 'case.form_not_filled', why_not })] }));
  const confirm = await button('客户确认方案');
  expect(confirm.getAttribute('aria-disabled')).toBe('true');
  await userEvent.hover(confirm);
  expect((await screen.findByRole('tooltip')).textContent).toBe(why_not);
  await userEvent.click(confirm);
  expect(screen.queryByRole('form', { name: '客户确认方案' })).toBeNull();
  expect(steps(heard)).toEqual([]);
});

it('asks for the reason that a step needs, and says why none would do', async () => {
  const wait = step({ name: 'wait', needs: ['reason'] });
  const { heard } = detail(whole({ steps: [wait] }), [
    { status: 422, body: { key: 'case.step_needs_reason', status: 422, title: '请填写原因。' } },
    { status: 200, body: whole({ waiting: true }) },
  ]);
  await userEvent.click(await button('等待客户'));
  expect(steps(heard)).toEqual([]);
  expect(document.activeElement).toBe(field('原因'));
  await userEvent.click(screen.getByRole('button', { name: '确定' }));
  expect(await screen.findByText('请填写原因。')).toBeTruthy();
  await userEvent.type(field('原因'), '等客户寄发票');
  await userEvent.click(screen.getByRole('button', { name: '确定' }));
  await waitFor(() => expect(screen.queryByRole('form', { name: '等待客户' })).toBeNull());
  expect(steps(heard)[1]).toEqual({ revision: 3, step: 'wait', reason: '等客户寄发票' });
});

it('asks for the solution that a step needs', async () => {
  const confirm = step({ needs: ['solution', 'form'] });
  const { heard } = detail(whole({ steps: [confirm] }), [{ status: 200, body: whole() }]);
  await userEvent.click(await button('客户确认方案'));
  await choose(screen.getByRole('combobox', { name: '解决方案' }), '换房');
  await userEvent.type(field('方案说明'), '换到 1501');
  await userEvent.click(screen.getByRole('button', { name: '确定' }));
  await waitFor(() => expect(steps(heard)).toHaveLength(1));
  expect(steps(heard)[0]).toEqual({
    revision: 3,
    step: 'confirm',
    solution: 'moved',
    solution_text: '换到 1501',
  });
});

it('keeps the reason when a step comes too late, and makes it from what is there now', async () => {
  const wait = step({ name: 'wait', needs: ['reason'] });
  const late = { ...problem(409, 'case.changed_meanwhile', LATE).body!, title: '陈静刚刚修改了这张工单。' };
  const { heard, there } = detail(whole({ steps: [wait] }), [
    { status: 409, body: late },
    { status: 200, body: whole({ revision: 5, waiting: true }) },
  ]);
  await userEvent.click(await button('等待客户'));
  await userEvent.type(field('原因'), '等发票');
  there.row = whole({ revision: 4, subject: '电梯停了', steps: [wait] });
  await userEvent.click(screen.getByRole('button', { name: '确定' }));
  expect(await screen.findByText('陈静刚刚修改了这张工单。')).toBeTruthy();
  expect(await screen.findByRole('heading', { name: '电梯停了' })).toBeTruthy();
  expect(field('原因').value).toBe('等发票');
  await userEvent.click(screen.getByRole('button', { name: '确定' }));
  await waitFor(() => expect(screen.queryByRole('form', { name: '等待客户' })).toBeNull());
  expect(steps(heard)[1]).toEqual({ revision: 4, step: 'wait', reason: '等发票' });
});

it('says who changed what when it is saved too late, loses nothing that was typed, and writes over nothing', async () => {
  const { heard, there } = detail(whole(), [
    problem(409, 'case.changed_meanwhile', LATE),
    { status: 200, body: whole({ revision: 5, subject: '电梯停了', text: '一直响' }) },
  ]);
  await userEvent.click(await button(/修改$/));
  await rewrite('情况说明', '一直响');
  there.row = whole({ revision: 4, subject: '电梯停了', form: { room: '1501' } });
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  const told = await screen.findByRole('alert');
  expect(within(told).getByText(/^陈静在 .+ 修改了：标题、记录单$/)).toBeTruthy();
  expect(within(told).queryByText('电梯停了')).toBeNull(); // nothing to compare: only they wrote it
  expect(field('情况说明').value).toBe('一直响');
  await waitFor(() => expect(field('标题').value).toBe('电梯停了')); // what they wrote where I wrote nothing
  expect(field('房号 *').value).toBe('1501');

  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(screen.queryByRole('form', { name: '修改' })).toBeNull());
  const saved = sent(heard, '/api/cases/c1').map((asked) => asked.body);
  expect(saved).toEqual([
    { revision: 3, text: '一直响' },
    { revision: 4, text: '一直响' },
  ]);
});

it('keeps what I wrote when others wrote the same, and lets what they wrote into the rest of the form', async () => {
  const { heard, there } = detail(whole({ form: { room: '1208', leak: false } }), [
    problem(409, 'case.changed_meanwhile', LATE),
    { status: 200, body: whole({ revision: 5 }) },
  ]);
  await userEvent.click(await button(/修改$/));
  await rewrite('标题', '电梯很吵');
  await rewrite('房号 *', '1209');
  there.row = whole({ revision: 4, subject: '电梯停了', form: { room: '1501', leak: true, place: '顶' } });
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(field('漏水位置').value).toBe('顶'));
  expect([field('标题').value, field('房号 *').value]).toEqual(['电梯很吵', '1209']);
  const told = screen.getByRole('alert');
  expect(within(told).getByText('电梯停了')).toBeTruthy(); // theirs, to compare
  expect(within(told).getByText('1501')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(sent(heard, '/api/cases/c1')).toHaveLength(2));
  expect(sent(heard, '/api/cases/c1')[1]?.body).toEqual({
    revision: 4,
    subject: '电梯很吵',
    form: { room: '1209', leak: true, place: '顶' },
  });
});

it('says at the field of the form what the server refuses', async () => {
  const fields = [{ field: 'room', name: { zh: '房号', en: '' }, why: 'case.field_too_long' }];
  detail(whole(), [problem(422, 'case.bad_values', { fields })]);
  await userEvent.click(await button(/修改$/));
  await rewrite('房号 *', '1208 与 1209');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText('内容太长')).toBeTruthy();
  expect(field('房号 *').getAttribute('aria-invalid')).toBe('true');
  expect(field('房号 *').value).toBe('1208 与 1209');
});

it('shows a clock that stands still while one waits for the customer, and for what', async () => {
  const promise = {
    first: clock({ done_at: '2026-09-21T00:10:00Z', used_seconds: 600, due_at: null }),
    solve: clock({ due_at: null }),
    waiting_since: '2026-09-21T02:00:00Z',
    open_now: true,
    hours_name: { zh: '前厅时间', en: '' },
  };
  detail(whole({ waiting: true, state_reason: '等客户寄发票', promise }));
  const solve = await screen.findByRole('timer', { name: '解决' });
  expect(screen.getByText('等待客户，计时已暂停')).toBeTruthy();
  expect(screen.getByText('等客户寄发票')).toBeTruthy();
  expect(screen.getByText('按“前厅时间”的服务时间计时')).toBeTruthy();
  expect(screen.queryByRole('timer', { name: '响应' })).toBeNull(); // it was kept
  expect(solve.textContent).toContain('剩余 1:00:00');
  await tenMinutesLater();
  expect(solve.textContent).toContain('剩余 1:00:00');
});

it.each([
  ['runs while the house is open', true, /剩余 (50:00|49:)/],
  ['stands still outside working hours', false, /剩余 1:00:00/],
])('shows a clock that %s', async (_, open_now, left) => {
  const promise = { first: clock(), solve: clock(), waiting_since: null, open_now, hours_name: null };
  detail(whole({ promise }));
  const solve = await screen.findByRole('timer', { name: '解决' });
  await tenMinutesLater();
  expect(solve.textContent).toMatch(left);
  expect(screen.queryByText('非工作时间，计时未走') === null).toBe(open_now);
});
