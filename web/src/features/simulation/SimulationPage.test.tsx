import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { QueueCompared, Replay } from '@/api/simulation';
import { draw, pretendServer, problem } from '../../../test/page';
import { FIGURES } from './figures';
import { SimulationPage } from './SimulationPage';

vi.mock('./HalfHourChart', () => ({ HalfHourChart: () => null })); // a canvas, which there is none of here

afterEach(() => vi.unstubAllGlobals());

const DAY = '2026-11-20';
const days = { items: [{ day: DAY, offered: 812 }] };
const choices = {
  day: DAY,
  begins_at: '2026-11-19T16:00:00Z',
  agents: [
    { id: 'a1', name: { zh: '林小满', en: 'Lin' }, number: '1001', queues: ['desk'], spans: [[480, 1020]] },
  ],
  queues: [{ id: 'desk', name: { zh: '前台', en: 'Desk' }, strategy: 'longest_idle' }],
  skills: [],
  strategies: ['longest_idle', 'linear'],
  drafts: false,
};

const estimated = (mean: number, low: number, high: number) => ({ mean, low, high });
function compared(): QueueCompared {
  const each = <Value,>(value: (figure: string) => Value) => ({
    total: Object.fromEntries(FIGURES.map((figure) => [figure, value(figure)])),
    by: Object.fromEntries(FIGURES.map((figure) => [figure, [value(figure)]])),
  });
  return {
    real: each(() => 0.5),
    same: each(() => estimated(0.52, 0.51, 0.53)),
    changed: each(() => estimated(0.6, 0.59, 0.61)),
    difference: each((figure) =>
      figure === 'abandoned' ? estimated(-14, -19, -9) : estimated(0.08, 0.06, 0.1),
    ),
  };
}

const played = (state: Replay['state']): Replay => ({
  id: 'r1',
  day: DAY,
  changes: { agents: [{ like: 'a1', from: '10:00', until: '12:00' }] },
  repeats: 20,
  done: state === 'done' ? 20 : 7,
  state,
  asked_at: '2026-11-21T01:00:00Z',
  ended_at: null,
  fault: null,
  result:
    state === 'done'
      ? {
          half_hours: [20],
          queues: { '': compared(), desk: compared() },
          repeats: 20,
          customers: 812,
          lost: 0,
          never_served: 0,
          left_out: 0,
          absent: 2,
          lendings: 2,
          closings: 1,
          configurations: [12, 13],
          guessed: [],
          patience: {},
        }
      : null,
});

function server(items: Replay[], asked?: () => { status: number; body?: unknown }) {
  return pretendServer((heard) => {
    if (heard.method === 'POST') return asked?.() ?? { status: 202, body: items[0] };
    if (heard.method === 'DELETE') return { status: 204 };
    if (heard.path === '/api/simulation/days') return { status: 200, body: days };
    if (heard.path.startsWith('/api/simulation/days/')) return { status: 200, body: choices };
    if (heard.path === '/api/simulation/replays') return { status: 200, body: { items } };
    return { status: 200, body: items[0] };
  });
}

it('teaches what will be here while there is no day', async () => {
  pretendServer((heard) => ({ status: 200, body: { items: [], path: heard.path } }));
  draw(<SimulationPage />);
  expect(await screen.findByText('还没有可以推演的日子')).toBeTruthy();
});

it('says in a sentence what one more agent would have done, and how far to trust it', async () => {
  server([played('done')]);
  draw(<SimulationPage />);
  const said = await screen.findByText(/会少 14 人放弃（9 到 19）/);
  expect(said.textContent).toContain('10:00 到 12:00 多 1 名坐席（林小满）');
  expect(said.textContent).toContain('服务水平从 52% 变为 60%');
  const row = screen.getAllByRole('row', { name: /^服务水平/ })[0];
  expect(within(row as HTMLElement).getByText('+2 个百分点')).toBeTruthy();
  expect(screen.getByText(/2 名当天在岗的坐席在所选配置中已不在编制内/)).toBeTruthy();
  expect(screen.getByText(/调队列 2 次，提前关闭 1 次/)).toBeTruthy();
  expect(screen.getByText('重演用的是当天生效的配置：第 12 号、第 13 号。')).toBeTruthy();
});

it('says in words why one failed', async () => {
  const fault = { key: 'simulation.x', params: {}, title: '这一天没有来电。', detail: '请选另一天。' };
  server([{ ...played('failed'), fault }]);
  draw(<SimulationPage />);
  expect((await screen.findByRole('alert')).textContent).toBe('这一天没有来电。 请选另一天。');
});

it('asks for one more agent by keys alone, and says why it is refused', async () => {
  const heard = server([], () => problem(409, 'simulation.busy'));
  draw(<SimulationPage />);
  const add = await screen.findByRole('button', { name: /加一名坐席/ });
  add.focus();
  await userEvent.keyboard('{Enter}');
  screen.getByRole('button', { name: '开始推演' }).focus();
  await userEvent.keyboard('{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('simulation.busy');
  expect(heard.find((asked) => asked.method === 'POST')?.body).toMatchObject({
    day: DAY,
    repeats: 20,
    changes: {
      rules: 'then',
      agents: [{ count: 1, queues: ['desk'], from: '10:00', until: '12:00' }],
      patience: 1,
    },
  });
});

it('shows how far it is, and cancels', async () => {
  const heard = server([played('running')]);
  draw(<SimulationPage />);
  await userEvent.click(await screen.findByRole('button', { name: '取消' }));
  await waitFor(() => expect(heard.some((asked) => asked.method === 'DELETE')).toBe(true));
  expect(screen.getAllByText('推演中：7 / 20').length).toBeGreaterThan(0);
});

it('says so when nobody knows what was in force that day', async () => {
  const one = played('done');
  server([{ ...one, result: one.result && { ...one.result, configurations: [] } }]);
  draw(<SimulationPage />);
  expect(await screen.findByText(/当天生效的配置没有记录/)).toBeTruthy();
});

it('compares the day with the rules of today where that is asked', async () => {
  const heard = server([played('done')]);
  draw(<SimulationPage />);
  await userEvent.click(await screen.findByRole('radio', { name: '现行配置' }));
  await userEvent.click(screen.getByRole('button', { name: '开始推演' }));
  await waitFor(() =>
    expect(heard.find((asked) => asked.method === 'POST')?.body).toMatchObject({ changes: { rules: 'now' } }),
  );
});
