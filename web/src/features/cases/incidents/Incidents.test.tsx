import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Incident as Line, IncidentWhole } from '@/api/incidents';
import { whyFits } from '@/shared/incidents/running';
import { SessionContext } from '@/shared/session/session';
import { SESSION, choose, sent, whole } from '../../../../test/cases';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { Steps } from '../Steps';
import { ClosingIncident } from './Closing';
import { secondsOf } from './Figures';
import Incident from './Incident';
import { IncidentsPage } from './IncidentsPage';
import Offer from './Offer';

afterEach(() => vi.unstubAllGlobals());

const name = (zh: string) => ({ zh, en: '' });
const incident = (change: Partial<Line> = {}): Line => ({
  case: 'c1',
  number: 1,
  subject: '断网',
  type_name: name('业务 / 网络'),
  what: '3 号楼断网',
  say: name('网络正在抢修'),
  types: ['network'],
  words: ['断网'],
  affected: 120,
  expected_end: null,
  declared_at: '2026-09-21T00:00:00Z',
  declared_by: name('陈队'),
  ended_at: '2026-09-21T01:00:00Z',
  announced: false,
  contacts: 12,
  cases: 3,
  open_cases: 2,
  customers: 3,
  ...change,
});
const master = (change: Partial<IncidentWhole> = {}): IncidentWhole => ({
  incident: null,
  revision: 0,
  may_lead: true,
  plan_name: null,
  steps: [],
  prompt: null,
  prompt_name: null,
  result: '',
  ended_by: null,
  solving: null,
  plans: [
    { id: 'network', name: name('断网预案'), say: name('正在抢修'), types: [], words: ['断网'], steps: 2 },
  ],
  prompts: [],
  ...change,
});
const empty = { status: 200, body: { items: [], next: null } };

function serve(shown: IncidentWhole, more: (asked: Heard) => object | null = () => null): Heard[] {
  return pretendServer((asked) => {
    const answer = more(asked) as { status: number; body: object } | null;
    if (answer) return answer;
    if (asked.path === '/api/cases/c1/incident' && asked.method === 'GET')
      return { status: 200, body: shown };
    if (asked.path.startsWith('/api/cases/c1/incident/')) return empty;
    if (asked.path === '/api/cases/arrangement')
      return { status: 200, body: { tree: [], types: [], causes: [], solutions: [], teams: [] } };
    return problem(404, 'case.unknown');
  });
}

const panel = () =>
  draw(
    <SessionContext value={SESSION}>
      <Incident row={whole()} />
    </SessionContext>,
  );

it('says by type and word what may belong to it', () => {
  expect(whyFits(incident(), ['business', 'network'], '')).toBe('');
  expect(whyFits(incident({ words: ['WiFi'] }), [], 'no wifi')).toBe('WiFi');
  expect(whyFits(incident(), ['business'], '退房')).toBeNull();
});

it('lasts until it is over', () => {
  expect(secondsOf(incident(), new Date('2026-09-22T00:00:00Z'))).toBe(3600);
  expect(secondsOf(incident({ ended_at: null }), new Date('2026-09-21T00:00:09Z'))).toBe(9);
});

it('shows figures and steps, and a step is ticked', async () => {
  const step = {
    id: '1',
    name: name('通知网络组'),
    team: '',
    team_name: null,
    owner: null,
    mine: false,
    done_at: null,
    done_by: null,
  };
  const shown = master({ incident: incident({ ended_at: null }), revision: 1, steps: [step] });
  const heard = serve(shown, (asked) => (asked.method === 'PUT' ? { status: 200, body: shown } : null));
  panel();
  fireEvent.click(await screen.findByLabelText(/通知网络组/));
  await waitFor(() =>
    expect(heard.find((one) => one.method === 'PUT')?.body).toEqual({ done: true, mine: null }),
  );
  screen.getByText('12');
});

it('is declared by a plan, which brings its words; the same key is sent again when it was refused', async () => {
  const declared = master({ incident: incident({ ended_at: null }), revision: 1 });
  const answers = [problem(409, 'incident.unknown_plan'), { status: 201, body: declared }];
  const heard = serve(master(), ({ method, path }) => {
    if (method === 'POST') return answers.shift() ?? null;
    return path === '/api/cases/c1/incident' && !answers.length ? { status: 200, body: declared } : null;
  });
  panel();
  fireEvent.click(await screen.findByRole('button', { name: '设为突发事件' }));
  const form = screen.getByRole('form', { name: '设为突发事件' });
  expect(screen.getByLabelText<HTMLInputElement>('受影响的是什么').value).toBe('电梯声音大');
  await choose(screen.getByRole('combobox', { name: '处置预案' }), '断网预案');
  expect(screen.getByLabelText<HTMLInputElement>('坐席口径（中文）').value).toBe('正在抢修');
  fireEvent.submit(form);
  await screen.findByRole('alert');
  fireEvent.submit(form);
  await screen.findByText('3 号楼断网');
  const posted = sent(heard, '/api/cases/c1/incident').map((one) => one.body as Record<string, unknown>);
  expect(posted[0]).toMatchObject({
    what: '电梯声音大',
    plan: 'network',
    prompt: null,
    words: ['断网'],
    types: ['noise'],
  });
  expect(posted.map((one) => one.key)).toEqual([posted[0]?.key, posted[0]?.key]);
});

it('is ended with its master, and its cases solved, or goes on: whoever closes says so', async () => {
  const close = { name: 'close', why: null, why_not: '', needs: ['incident'] };
  const row = whole({ steps: [close], revision: 7 });
  const heard = serve(master(), ({ path }) =>
    path === '/api/cases/c1/steps' ? { status: 200, body: whole({ state: 'closed' }) } : null,
  );
  draw(
    <SessionContext value={SESSION}>
      <Steps row={row} />
    </SessionContext>,
  );
  fireEvent.click(screen.getByRole('button', { name: '结案' }));
  const form = screen.getByRole('form', { name: '结案' });
  fireEvent.click(screen.getByRole('radio', { name: '一并结束，并处理关联工单' }));
  fireEvent.change(screen.getByLabelText('处理结果'), { target: { value: '已恢复' } });
  fireEvent.click(screen.getByRole('checkbox', { name: /留一个告知客户的任务/ }));
  fireEvent.submit(form);
  const incident = { ends: true, result: '已恢复', to: 'closed', cause: null, tell: false };
  await waitFor(() =>
    expect(sent(heard, '/api/cases/c1/steps').map(({ body }) => body)).toEqual([
      { revision: 7, step: 'close', incident },
    ]),
  );
});

it('is ended by those who assign only: others may say that it goes on', async () => {
  serve(master());
  const said = vi.fn();
  const agent = { ...SESSION, permissions: SESSION.permissions.filter((one) => one !== 'cases.assign') };
  draw(
    <SessionContext value={agent}>
      <ClosingIncident said={{}} say={said} />
    </SessionContext>,
  );
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /一并结束，关联/ }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('radio', { name: /突发事件继续/ }));
  expect(said).toHaveBeenCalledWith({
    incident: { ends: false, result: '', to: null, cause: null, tell: false },
  });
});

it('is offered in a new case, and named where it fits', async () => {
  pretendServer(() => ({ status: 200, body: { items: [incident({ ended_at: null })], next: null } }));
  const chosen = vi.fn();
  draw(<Offer type={null} text="房间断网了" value={null} onChange={chosen} />);
  fireEvent.click(await screen.findByLabelText(/可能是“3 号楼断网”（断网）/));
  expect(chosen).toHaveBeenCalledWith('c1');
});

it('lists those that run and those that are over', async () => {
  const heard = pretendServer((asked) =>
    asked.path === '/api/incidents'
      ? { status: 200, body: { items: [incident()], next: null } }
      : { status: 200, body: { items: [], next: null, waiting: 0, mine: 0 } },
  );
  draw(
    <SessionContext value={SESSION}>
      <IncidentsPage />
    </SessionContext>,
  );
  expect((await screen.findByText('3 号楼断网')).getAttribute('href')).toBe('/cases/c1');
  fireEvent.click(screen.getByText('已结束'));
  await waitFor(() => expect(heard.some((one) => one.query.get('ended') === 'true')).toBeTruthy());
});
