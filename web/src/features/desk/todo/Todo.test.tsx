import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CaseHelp } from '@/api/calm';
import type { CaseTaskOpen } from '@/api/cases';
import type { Callback } from '@/api/desk';
import type { Improvement } from '@/api/improvements';
import type { Slip } from '@/api/slips';
import type { Visit } from '@/api/visits';
import { SessionContext } from '@/shared/session/session';
import { line, SESSION } from '../../../../test/cases';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { inOrder } from './items';
import { Todo } from './Todo';

afterEach(() => vi.unstubAllGlobals());

const AGENT = { ...SESSION, permissions: [...SESSION.permissions, 'slips.take'] } as typeof SESSION;
const PAST = '2020-01-01T00:00:00Z';
const FAR = '2099-01-01T00:00:00Z';
const FARTHER = '2099-02-01T00:00:00Z';

const task = (id: string, text: string, due_at: string | null): CaseTaskOpen => ({
  id,
  text,
  due_at,
  overdue: due_at === PAST,
  case: 'c9',
  number: 9,
  subject: '电梯声音大',
  customer: null,
});
const callback = (id: string, due_at: string): Callback =>
  ({
    id,
    interaction: 'i1',
    number: '+8613800138000',
    customer: null,
    due_at,
    note: '报价',
    tries: 0,
  }) as Callback;
const slip = (id: string, about: string, change: Partial<Slip> = {}): Slip =>
  ({
    id,
    about,
    caller: '王芳',
    urgent: false,
    taken_at: '2026-01-01T00:00:00Z',
    called_at: '2026-01-01T00:00:00Z',
    call_back: 'none',
    ...change,
  }) as Slip;

const visit = (id: string, due_at: string): Visit =>
  ({ id, due_at, callable_now: true, case: line('c8', 8, '隔壁太吵') }) as Visit;

const FULL: Record<string, unknown> = {
  '/api/callbacks': { items: [callback('k1', FAR)] },
  '/api/cases/tasks': { items: [task('t1', '寄送发票', PAST), task('t2', '问仓库', null)] },
  '/api/cases': { items: [{ ...line('c1', 1, '房间漏水'), due_at: FARTHER }] },
  '/api/cases/counts': { mine: 1, list: 12, overdue: 0 },
  '/api/visits': { items: [visit('v1', FAR)] },
  '/api/case-helps': { items: [], own: [] },
  '/api/improvements': { items: [] },
  '/api/slips': { items: [slip('s1', '明早开会', { urgent: true }), slip('s2', '请回电')] },
};

function serve(said: Record<string, unknown> = FULL): Heard[] {
  const heard = pretendServer(({ path }) =>
    path in said ? { status: 200, body: said[path] } : problem(500, 'server.failed'),
  );
  draw(
    <SessionContext value={AGENT}>
      <Todo />
    </SessionContext>,
  );
  return heard;
}
const lines = (): string[] =>
  within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map((one) => one.textContent);

it('puts urgent messages first, then what is overdue for longest, and what is due at no time last', () => {
  const found = inOrder({
    callbacks: [callback('k1', FAR)],
    tasks: [task('t2', '', null), task('t1', '', PAST)],
    cases: [{ ...line('c1', 1, ''), due_at: FARTHER }],
    slips: [slip('s2', ''), slip('s1', '', { urgent: true })],
    visits: [visit('v1', FAR)],
    helps: [{ id: 'h1' } as CaseHelp],
    improvements: [{ id: 'm1', due_at: PAST } as Improvement],
  });
  expect(found.map(({ id }) => id)).toEqual(['h1', 's1', 'm1', 't1', 's2', 'k1', 'v1', 'c1', 't2']);
});

it('shows all I have to do in one list, and where cases wait', async () => {
  serve();
  await screen.findByText('房间漏水');
  await screen.findByText('明早开会');
  await waitFor(() => expect(lines()).toHaveLength(7));
  expect(lines()[0]).toContain('明早开会');
  expect(lines()[1]).toContain('寄送发票');
  expect(screen.getByRole('link', { name: '房间漏水' }).getAttribute('href')).toBe('/cases/c1');
  expect(screen.getByRole('link', { name: '待领取 12' }).getAttribute('href')).toBe('/cases?view=list');
});

it('ends a task from the list, with the way back', async () => {
  const heard = serve({ ...FULL, '/api/cases/c9/tasks/t1': {} });
  await userEvent.click(await screen.findByRole('button', { name: '完成：寄送发票' }));
  await userEvent.click(await screen.findByRole('button', { name: '撤销' }));
  const sent = () => heard.filter((one) => one.path === '/api/cases/c9/tasks/t1').map((one) => one.body);
  await waitFor(() => expect(sent()).toEqual([{ done: true }, { done: false }]));
});

it('says what it could not fetch, and shows the rest', async () => {
  serve(Object.fromEntries(Object.entries(FULL).filter(([path]) => path !== '/api/slips')));
  expect(await screen.findByText('有一部分待办暂时取不到，稍后会再取。')).toBeTruthy();
  expect(await screen.findByText('房间漏水')).toBeTruthy();
});

it('says so when there is nothing to do', async () => {
  const none = { items: [] };
  serve({
    '/api/callbacks': none,
    '/api/cases/tasks': none,
    '/api/cases': none,
    '/api/slips': none,
    '/api/visits': none,
    '/api/case-helps': { ...none, own: [] },
    '/api/improvements': none,
  });
  expect(await screen.findByText('没有待办')).toBeTruthy();
});
