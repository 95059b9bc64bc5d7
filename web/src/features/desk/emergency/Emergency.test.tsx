import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Emergency } from '@/api/emergencies';
import type { Me } from '@/api/types';
import { commandsNow } from '@/shared/commands/registry';
import { useOfferPass } from '@/shared/dial/pass';
import { page, sent } from '../../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../../test/page';
import EmergencyHost from './EmergencyHost';
import { pendingOf } from './pending';

const name = (zh: string) => ({ zh, en: '' });
const ME = { agent: { id: 'a1' }, contact: null } as unknown as Me;

const emergency = (change: Partial<Emergency> = {}): Emergency => ({
  case: 'c7',
  number: 7,
  state: 'received',
  waiting: false,
  at: '2026-09-21T00:00:00Z',
  by: name('赵一'),
  facts: { who: '王小明', where: '1208 房', what: '有人晕倒', number: '+8613800138000' },
  interaction: null,
  team_name: name('安保'),
  for_me: false,
  may_confirm: false,
  confirmed_at: null,
  confirmed_by: null,
  ...change,
});

beforeEach(() => {
  localStorage.clear();
  const side = document.createElement('div');
  side.id = 'side';
  document.body.append(side);
});
afterEach(() => {
  document.getElementById('side')?.remove();
  vi.unstubAllGlobals();
});

function serve(items: Emergency[], fails = 0): Heard[] {
  let failing = fails;
  const list = (shown: Emergency[]) => ({
    arranged: true,
    team_name: name('安保'),
    queue: 'guard',
    of_team: true,
    items: shown,
  });
  return pretendServer(({ path, method }) => {
    if (path === '/api/emergencies' && method === 'POST') {
      failing -= 1;
      if (failing >= 0) return problem(503, 'server.failed');
      return { status: 201, body: { case: 'c7', number: 7 } };
    }
    if (path === '/api/emergencies') return { status: 200, body: list(items) };
    if (path === '/api/emergencies/c7/confirm') return { status: 200, body: list([]) };
    return problem(404, 'case.unknown');
  });
}

const open = async (): Promise<void> => {
  await waitFor(() => expect(commandsNow().some(({ keys }) => keys === 'Alt+e')).toBe(true));
  commandsNow()
    .find(({ keys }) => keys === 'Alt+e')
    ?.run();
};

it('is sent with what there is, and says when somebody has confirmed', async () => {
  const heard = serve([emergency({ confirmed_at: '2026-09-21T00:00:05Z', confirmed_by: name('钱二') })]);
  page(<EmergencyHost me={ME} />);
  await open();
  await userEvent.type(await screen.findByLabelText('出了什么事'), '有人晕倒{Enter}');
  expect(await screen.findByText('钱二 已确认收到')).toBeTruthy();
  const [body] = sent(heard, '/api/emergencies').map((one) => one.body);
  expect(body).toMatchObject({ what: '有人晕倒', where: '', number: '', interaction: null });
  expect(pendingOf('a1')).toBeNull();
});

it('is sent again with the same key until the server has it, and kept meanwhile', async () => {
  const heard = serve([], 1);
  page(<EmergencyHost me={ME} />);
  await open();
  await userEvent.click(await screen.findByRole('button', { name: '立即发送给安保' }));
  await screen.findByText('正在发送，断网会自动重发…');
  expect(pendingOf('a1')).not.toBeNull();
  await screen.findByText('已发送给安保，等待确认收到', undefined, { timeout: 5_000 });
  const keys = sent(heard, '/api/emergencies').map((one) => (one.body as { key: string }).key);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

it('rings at the team until it is confirmed', async () => {
  const heard = serve([emergency({ for_me: true, may_confirm: true })]);
  page(<EmergencyHost me={ME} />);
  expect((await screen.findByRole('alert')).textContent).toContain('有人晕倒 · 1208 房 · 王小明');
  await userEvent.click(screen.getByRole('button', { name: '确认收到' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(sent(heard, '/api/emergencies/c7/confirm')).toHaveLength(1);
});

it('passes the call on by one more key', async () => {
  serve([]);
  const passed: unknown[] = [];
  const pass = (to: unknown): void => void passed.push(to);
  const Call = (): null => {
    useOfferPass(pass);
    return null;
  };
  page(
    <>
      <Call />
      <EmergencyHost me={ME} />
    </>,
  );
  await open();
  await userEvent.click(await screen.findByRole('button', { name: '把电话转给安保' }));
  expect(passed).toEqual([{ kind: 'queue', id: 'guard' }]);
  expect(commandsNow().some(({ keys }) => keys === 'Alt+t')).toBe(true);
});
