import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import type { Script, ScriptRow, Version } from '@/api/scripts';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { EffectView } from './EffectView';
import { ScriptDetail } from './ScriptDetail';
import { ScriptsPage } from './ScriptsPage';

afterEach(() => vi.unstubAllGlobals());

const words = (zh: string) => ({ zh, en: `${zh} (en)` });
const vocabulary = {
  scenes: [
    { key: 'greeting', name: words('问候') },
    { key: 'hold', name: words('请客户稍等') },
  ],
  line_variables: [{ key: 'agent.name', name: words('坐席姓名') }],
  moods: [{ key: 'angry', name: words('愤怒') }],
  skip_reasons: [],
  leave_reasons: [],
};
const row: ScriptRow = {
  id: 's1',
  scene: 'greeting',
  name: words('标准问候'),
  place: 1,
  version: 1,
  trial: null,
  unfinished: null,
  review_on: null,
  expires_on: null,
  due: true,
  over: false,
};
const version: Version = {
  version: 1,
  status: 'approved',
  body: { graph: { start: 'a', nodes: { a: { do: 'agent', line: words('您好。') } } } },
  revision: 1,
  writers: [{ zh: '陈静', en: '' }],
  mine: false,
  written_at: '2026-09-20T01:00:00Z',
  decided_by: { zh: '刘洋', en: '' },
  decided_at: '2026-09-20T02:00:00Z',
  why: '',
  share: null,
  review_on: null,
  expires_on: null,
  note: '',
  problems: [],
};
const script = (...versions: Version[]): Script => ({
  id: 's1',
  scene: 'greeting',
  name: words('标准问候'),
  place: 1,
  retired: false,
  versions,
});

function serve(one: Script, rows: ScriptRow[] = [row], refuse = ''): Heard[] {
  return pretendServer(({ method, path }) => {
    if (path === '/api/scripts/vocabulary') return { status: 200, body: vocabulary };
    if (method !== 'GET' && refuse) return problem(409, refuse);
    if (path === '/api/scripts' && method === 'GET') return { status: 200, body: { items: rows } };
    return { status: 200, body: one };
  });
}

const changes = (heard: Heard[]): Heard[] => heard.filter(({ method }) => method !== 'GET');

function see(children: React.ReactNode, ...permissions: string[]): void {
  const session = { user: { roles: [] }, agent: null, permissions } as unknown as Session;
  draw(<SessionContext value={session}>{children}</SessionContext>);
}
const detail = <ScriptDetail id="s1" vocabulary={vocabulary} />;

it('lists scripts by scene and narrows them to what is due', async () => {
  const other: ScriptRow = { ...row, id: 's2', scene: 'hold', name: words('稍等'), due: false };
  serve(script(version), [row, other]);
  see(
    <Routes>
      <Route path="/" element={<ScriptsPage />} />
    </Routes>,
    'scripts.see',
  );
  const list = await screen.findByRole('navigation', { name: '话术库' });
  expect(within(list).getByRole('link', { name: /稍等/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /新建话术/ })).toBeNull();
  await userEvent.click(within(list).getByText('待复核', { selector: '.ant-segmented-item-label' }));
  expect(within(list).queryByRole('link', { name: /稍等/ })).toBeNull();
  expect(within(list).getByRole('link', { name: /标准问候/ })).toBeTruthy();
});

it('lets nobody approve what they have written', async () => {
  serve(script({ ...version, status: 'proposed', mine: true }));
  see(detail, 'scripts.see', 'scripts.write', 'scripts.approve');
  expect(await screen.findByText('这是您写的，请另一位同事审批。')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /通过/ })).toBeNull();
});

it('approves in the place of the version before, or as a trial to a share', async () => {
  const heard = serve(script({ ...version, version: 2, status: 'proposed' }, version));
  see(detail, 'scripts.see', 'scripts.approve');
  await userEvent.click(await screen.findByRole('button', { name: '通过，先对比试用' }));
  await waitFor(() => expect(changes(heard)).toHaveLength(1));
  expect(changes(heard)[0]).toMatchObject({
    path: '/api/scripts/s1/versions/2/approve',
    body: { share: 50 },
  });
});

it('writes a new version from the one before and keeps it as a draft', async () => {
  const heard = serve(script(version));
  see(detail, 'scripts.see', 'scripts.write');
  fireEvent.click(await screen.findByText('写新的一版'));
  fireEvent.click(screen.getByText('后面加一句'));
  const lines = screen.getAllByLabelText('要说的话 中文');
  expect(lines).toHaveLength(2);
  fireEvent.change(lines[1] as HTMLElement, { target: { value: '请讲' } });
  fireEvent.click(screen.getByText('保存草稿'));
  await waitFor(() => expect(changes(heard)).toHaveLength(1));
  expect(changes(heard)[0]).toMatchObject({
    method: 'PUT',
    path: '/api/scripts/s1/draft',
    body: {
      revision: 0,
      body: {
        graph: {
          nodes: {
            a: { next: 'line1', line: words('您好。') },
            line1: { do: 'agent', line: { zh: '请讲', en: '' } },
          },
        },
      },
    },
  });
});

it('keeps what was written when another one has written meanwhile', async () => {
  serve(script({ ...version, status: 'draft' }), [row], 'script.stale');
  see(detail, 'scripts.see', 'scripts.write');
  fireEvent.click(await screen.findByText('编辑'));
  const field = screen.getByLabelText('要说的话 中文');
  fireEvent.change(field, { target: { value: '早上好。' } });
  fireEvent.click(screen.getByText('保存草稿'));
  expect(await screen.findByText('script.stale')).toBeTruthy();
  expect(screen.getByDisplayValue('早上好。')).toBeTruthy();
});

it('says of a draft what is wrong, and does not let it be proposed', async () => {
  const wrong = { key: 'script.no_words', node: 'a', field: 'line', title: '还没有写英文', params: {} };
  serve(script({ ...version, status: 'draft', problems: [wrong] }));
  see(detail, 'scripts.see', 'scripts.write');
  expect(await screen.findByText('还要修改 1 处')).toBeTruthy();
  expect(screen.getByText('还没有写英文')).toBeTruthy();
  expect(screen.getByRole('button', { name: '提交审批' })).toHaveProperty('disabled', true);
});

it('gives figures with their intervals', async () => {
  const share = { part: 2, whole: 3, value: 2 / 3, interval: { low: 0.2077, high: 0.9385 } };
  const none = { part: 0, whole: 0, value: null, interval: { low: 0, high: 1 } };
  const effect = {
    since: '2026-09-01T00:00:00Z',
    result: 'solved',
    versions: [
      {
        version: 1,
        status: 'approved',
        share: null,
        uses: 3,
        contacts: 3,
        helpful: share,
        skipping: none,
        leaving: none,
        skipped: [],
        left: [],
        resolution: none,
        handle_seconds: { n: 3, value: 110, interval: { low: 98.7, high: 121.3 } },
      },
    ],
    compared: null,
  };
  pretendServer(() => ({ status: 200, body: effect }));
  see(<EffectView script="s1" />);
  expect(await screen.findByText('67%')).toBeTruthy();
  expect(screen.getByText('95% 区间 21% – 94%')).toBeTruthy();
  expect(screen.getByText('110 秒')).toBeTruthy();
});
