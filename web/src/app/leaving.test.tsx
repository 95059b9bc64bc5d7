import { useQuery } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { client, told } from '@/api/client';
import { draw, pretendServer, problem } from '../../test/page';
import { SessionGate } from './SessionGate';
import { useSignOut } from './UserMenu';

afterEach(() => vi.unstubAllGlobals());

vi.mock('@/shared/live/connection', async (whole) => ({
  ...(await whole<object>()),
  startLive: vi.fn(),
  stopLive: vi.fn(),
}));

function Room() {
  const leave = useSignOut();
  useQuery({
    queryKey: ['cases', 'late'],
    queryFn: () => told(client.GET('/api/cases/late')),
    refetchInterval: 5,
  });
  return (
    <button type="button" onClick={leave}>
      走
    </button>
  );
}

it('asks for nothing more from the moment in which somebody leaves', async () => {
  let end = (): void => undefined;
  const ended = new Promise<void>((done) => (end = done));
  let over = false;
  const heard = pretendServer(async ({ path, method }) => {
    if (path === '/api/session' && method === 'DELETE') {
      over = true;
      await ended;
      return { status: 204 };
    }
    if (path === '/api/session')
      return {
        status: 200,
        body: { user: { id: 'u1', locale: 'zh-CN', theme: 'light' }, csrf: 'x', site: { zone: 'UTC' } },
      };
    if (path === '/api/setup') return { status: 200, body: { open: false } };
    return over ? problem(401, 'session.none') : { status: 200, body: {} };
  });
  draw(
    <SessionGate>
      <Room />
    </SessionGate>,
  );
  const asked = () => heard.filter(({ path }) => path === '/api/cases/late').length;
  const way = await screen.findByRole('button', { name: '走' });
  await waitFor(() => expect(asked()).toBeGreaterThan(2));
  await userEvent.click(way);
  await waitFor(() => expect(screen.queryByRole('button', { name: '走' })).toBeNull());
  const before = asked();
  await new Promise((go) => setTimeout(go, 50));
  expect(asked()).toBe(before);
  end();
  await screen.findByRole('textbox');
  expect(heard.at(-1)?.path).not.toBe('/api/cases/late');
});
