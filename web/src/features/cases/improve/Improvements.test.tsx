import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import type { Improvement } from '@/api/improvements';
import { ARRANGED, choose, LIN, line, page, sent, where } from '../../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../../test/page';
import { ImprovementsPage } from './ImprovementsPage';

afterEach(() => vi.unstubAllGlobals());

const name = (zh: string) => ({ zh, en: '' });

const improvement = (change: Partial<Improvement> = {}): Improvement => ({
  id: 'm1',
  number: 1,
  revision: 3,
  what: '换静音外机',
  owner: LIN,
  due_at: '2026-09-30T15:59:00Z',
  late: false,
  expected: '噪音减半',
  of: 'type',
  node: 'noise',
  node_name: name('投诉 / 噪音'),
  weeks: 2,
  percent: 50,
  state: 'doing',
  result: '',
  created_at: '2026-09-01T00:00:00Z',
  created_by: name('陈组长'),
  done_at: null,
  cases: [],
  effect: { before: [1, 2], after: [], change: null, reached: null },
  changeable: true,
  ...change,
});

function serve(shown: Improvement): Heard[] {
  return pretendServer(({ path, method }) => {
    if (path === '/api/improvements' || method === 'PATCH')
      return { status: 200, body: { items: [shown], late: 0, mine: 1, more: false } };
    if (path === '/api/improvements/m1') return { status: 200, body: shown };
    if (path === '/api/improvements/m1/cases')
      return { status: 200, body: { items: [line('c1', 1, '隔壁太吵')], next: null } };
    if (path === '/api/cases/arrangement') return { status: 200, body: ARRANGED };
    if (path === '/api/remedies/count') return { status: 200, body: { waiting: 0 } };
    return problem(404, 'case.unknown');
  });
}

const open = (at: string) =>
  page(
    <>
      <div id="side" />
      <Routes>
        <Route path="/improvements/:id?" element={<ImprovementsPage />} />
      </Routes>
    </>,
    at,
  );

it('opens the cases behind each number of the effect', async () => {
  const effect = { before: [1, 2], after: [0, 1], change: -67, reached: true };
  const heard = serve(improvement({ state: 'done', effect }));
  open('/improvements/m1');
  expect(await screen.findByText('-67% 达到预期')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '完成后第 2 周：1 张' }));
  expect((await screen.findByRole('link', { name: /隔壁太吵/ })).getAttribute('href')).toBe('/cases/c1');
  expect(heard.find(({ path }) => path === '/api/improvements/m1/cases')?.query.get('week')).toBe('2');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '完成后第 1 周：0 张' }).disabled).toBe(true);
});

it('says what came of it with the end, under the revision that was seen', async () => {
  const heard = serve(improvement());
  open('/improvements/m1');
  await userEvent.type(await screen.findByRole('textbox', { name: '做了什么、结果如何' }), '已换 12 台');
  await userEvent.click(screen.getByRole('button', { name: '完成' }));
  await waitFor(() => expect(sent(heard, '/api/improvements/m1')).toHaveLength(1));
  expect(sent(heard, '/api/improvements/m1')[0]?.body).toEqual({
    revision: 3,
    state: 'done',
    result: '已换 12 台',
  });
  const told = heard.findIndex(({ method }) => method === 'PATCH');
  const mine = ({ path, query }: Heard) => path === '/api/improvements' && query.get('show') === 'mine';
  await waitFor(() => expect(heard.slice(told).filter(mine)).toHaveLength(1)); // how many are mine
});

it('is planned for the case and the cause that it came from', async () => {
  const heard = serve(improvement());
  open('/improvements/new?case=c1&by=type&on=noise');
  await userEvent.type(await screen.findByRole('textbox', { name: '改进什么' }), '换静音外机');
  await userEvent.type(screen.getByRole('textbox', { name: '预期效果' }), '噪音减半');
  await choose(screen.getByRole('combobox', { name: '负责人' }), '林小满 1001');
  await userEvent.click(screen.getAllByRole('button', { name: '制定改进措施' }).at(-1) as HTMLElement);
  await waitFor(() => expect(where()).toContain('/improvements?show=open'));
  expect(sent(heard, '/api/improvements')[0]?.body).toMatchObject({
    owner: 'a1',
    of: 'type',
    node: 'noise',
    cases: ['c1'],
    weeks: 4,
  });
});
