import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Visit } from '@/api/visits';
import { commandsNow } from '@/shared/commands/registry';
import { useOfferPass } from '@/shared/dial/pass';
import { keepZone } from '@/shared/format/time';
import { SessionContext } from '@/shared/session/session';
import { LIN, line, page, sent, SESSION } from '../../../../test/cases';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import Visits from './Visits';
import { VisitsPage } from './VisitsPage';

afterEach(() => vi.unstubAllGlobals());

const name = (zh: string) => ({ zh, en: '' });
const question = (id: string, zh: string, kind: 'scale' | 'yes_no' | 'text', required = false) => ({
  id,
  name: name(zh),
  kind,
  most: 5,
  required,
});

const visit = (change: Partial<Visit> = {}): Visit => ({
  id: 'v1',
  rule_name: name('投诉回访'),
  state: 'planned',
  due_at: '2026-09-22T04:00:00Z',
  overdue: true,
  case: { ...line('c1', 1, '隔壁太吵'), state: 'closed' },
  agent: LIN,
  team: 'front',
  team_name: name('前厅'),
  tries: 1,
  most_tries: 3,
  last_try: 'no_answer',
  interaction: 'i1',
  callable_now: true,
  may: true,
  questions: [question('overall', '总体满意吗', 'scale', true), question('kept', '承诺都做到了吗', 'yes_no')],
  answers: {},
  satisfaction: null,
  note: '',
  closed_at: null,
  ...change,
});

const FIGURE = {
  rule: 'complaints',
  rule_name: name('投诉回访'),
  planned: 1,
  overdue: 1,
  ended: 4,
  reached: 3,
  refused: 1,
  wrong_number: 0,
  not_reached: 0,
  reached_rate: 0.75,
  answered: 3,
  satisfaction: 4.25,
  dissatisfied: 0,
};

function serve(shown: Visit, told: (heard: Heard) => object = () => ({ status: 200, body: shown })): Heard[] {
  return pretendServer((asked) => {
    if (asked.path === '/api/visits') return { status: 200, body: { items: [shown] } };
    if (asked.path === '/api/visits/figures') return { status: 200, body: { items: [FIGURE] } };
    if (asked.path === '/api/visits/v1/result') return told(asked) as { status: number; body: object };
    return problem(404, 'case.unknown');
  });
}

it('tells what was answered, under the tries that were seen', async () => {
  const heard = serve(visit());
  page(<Visits id="c1" />);
  await userEvent.click(await screen.findByRole('radio', { name: '已联系上' }));
  await userEvent.click(screen.getByText('4'));
  await userEvent.click(screen.getByText('是'));
  await userEvent.type(screen.getByRole('textbox', { name: '备注' }), '已修好');
  await userEvent.click(screen.getByRole('button', { name: '保存结果' }));
  await screen.findByText('回访结果已保存');
  expect(sent(heard, '/api/visits/v1/result').map((one) => one.body)).toEqual([
    { result: 'reached', tries: 1, answers: { overall: 4, kept: true }, note: '已修好', at: null },
  ]);
});

it('takes another time for one by the clock of the site, wherever the browser is', async () => {
  keepZone('America/New_York');
  onTestFinished(() => keepZone(undefined));
  const heard = serve(visit());
  page(<Visits id="c1" />);
  await userEvent.click(await screen.findByRole('radio', { name: '改约时间' }));
  fireEvent.change(screen.getByLabelText('什么时候再拨'), { target: { value: '2026-09-25T09:00' } });
  await userEvent.click(screen.getByRole('button', { name: '保存结果' }));
  await screen.findByText('回访结果已保存');
  const [told] = sent(heard, '/api/visits/v1/result');
  expect(told?.body).toMatchObject({ result: 'later', at: '2026-09-25T13:00:00.000Z' });
});

it('keeps what was filled in when it is refused, and says why', async () => {
  serve(visit(), () => problem(422, 'visit.answer_missing'));
  page(<Visits id="c1" />);
  await userEvent.click(await screen.findByRole('radio', { name: '已联系上' }));
  await userEvent.click(screen.getByText('是'));
  await userEvent.click(screen.getByRole('button', { name: '保存结果' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '是' }).checked).toBe(true);
});

it('leaves its key to the call while there is one', async () => {
  serve(visit());
  const pass = (): void => undefined;
  function Call() {
    useOfferPass(pass);
    return null;
  }
  const offered = (): boolean => commandsNow().some(({ id }) => id === 'visit-call');
  const shown = (calling: boolean) => (
    <SessionContext value={{ ...SESSION, permissions: [...SESSION.permissions, 'agent.work'] }}>
      <Visits id="c1" />
      {calling ? <Call /> : null}
    </SessionContext>
  );
  const drawn = draw(shown(false));
  await waitFor(() => expect(offered()).toBe(true));
  drawn.unmount();
  draw(shown(true));
  await screen.findByRole('radio', { name: '已联系上' });
  expect(offered()).toBe(false);
});

it('says how it stands, and calls with one key while customers are called', async () => {
  serve(visit());
  const session = { ...SESSION, permissions: [...SESSION.permissions, 'agent.work'] } as typeof SESSION;
  draw(
    <SessionContext value={session}>
      <Visits id="c1" />
    </SessionContext>,
  );
  await screen.findByText(/已拨 1 次，共 3 次/);
  expect(screen.getByText(/无人接听/)).toBeTruthy();
  await waitFor(() => expect(commandsNow().find(({ keys }) => keys === 'Alt+c')?.title).toBe('拨打回访电话'));
});

it('offers no call at night, and nothing of a visit that is over but what was said', async () => {
  serve(visit({ callable_now: false }));
  page(<Visits id="c1" />);
  expect(await screen.findByText('现在不是致电客户的时段')).toBeTruthy();
  expect(commandsNow().some(({ keys }) => keys === 'Alt+c')).toBe(false);
});

it('shows answers of one that was made, without a form', async () => {
  serve(visit({ state: 'reached', may: false, answers: { overall: 5, kept: false }, satisfaction: 5 }));
  page(<Visits id="c1" />);
  expect(await screen.findByText('总体满意吗')).toBeTruthy();
  expect(screen.getByText('否')).toBeTruthy();
  expect(screen.queryByRole('form', { name: '登记结果' })).toBeNull();
});

it('lists what is to be called, with the figures of leaders', async () => {
  serve(visit());
  page(<VisitsPage />);
  expect((await screen.findByRole('link', { name: /隔壁太吵/ })).getAttribute('href')).toBe('/cases/c1');
  const heads = within(screen.getByRole('table', { name: '回访' })).getAllByRole('columnheader');
  expect(heads.map(({ textContent }) => textContent)).toEqual([
    '工单',
    '规则',
    '客户',
    '时间',
    '进展',
    '回访人',
  ]);
  expect(await screen.findByText('75%')).toBeTruthy();
  expect(screen.getByText('4.3')).toBeTruthy();
});

it('says once above the list that it is not the time to call', async () => {
  pretendServer(({ path }) => {
    const items = ['v1', 'v2'].map((id) => visit({ id, callable_now: false }));
    return { status: 200, body: { items: path === '/api/visits' ? items : [] } };
  });
  page(<VisitsPage />);
  expect(await screen.findAllByText('现在不是致电客户的时段')).toHaveLength(1);
});

it('leads who arranges visits to their rules where there are none', async () => {
  pretendServer(() => ({ status: 200, body: { items: [] } }));
  const permissions = [...SESSION.permissions, 'cases.arrange'] as typeof SESSION.permissions;
  draw(
    <SessionContext value={{ ...SESSION, permissions }}>
      <VisitsPage />
    </SessionContext>,
  );
  const way = await screen.findByRole('link', { name: '查看回访规则' });
  expect(way.getAttribute('href')).toBe('/settings/after_cases');
});
