import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { WaitingCallback } from '@/api/waiting';
import { keepZone } from '@/shared/format/time';
import { draw, pretendServer, problem } from '../../../test/page';
import { WaitingCallbacks } from './WaitingCallbacks';

const leads = { permissions: ['callbacks.all'] };
vi.mock('@/shared/session/session', async (real) => ({
  ...(await real<object>()),
  useSession: () => leads,
}));

afterEach(() => {
  vi.unstubAllGlobals();
  keepZone(undefined);
});

const one: WaitingCallback = {
  interaction: 'i1',
  queue: 'front',
  number: '13800138000',
  number_masked: false,
  customer: null,
  since: '2026-09-21T08:00:00Z',
  asked_at: '2026-09-21T08:02:00Z',
  position: 2,
  next_at: null,
  tries: 1,
  attempts: 3,
  last_try: 'busy',
  under_way: false,
};
const ended = {
  ...one,
  interaction: 'i2',
  end: 'attempts',
  call: 'c1',
  ended_at: '2026-09-21T09:00:00Z',
};

function server(items: WaitingCallback[]) {
  return pretendServer((asked) => {
    if (asked.method !== 'GET') return { status: 204 };
    return { status: 200, body: { items: asked.path.endsWith('/ended') ? [ended] : items } };
  });
}

const shown = () => draw(<WaitingCallbacks queue={null} names={(queue) => `(${queue})`} />);

it('shows place and tries, and has one called before all others', async () => {
  keepZone('UTC');
  const heard = server([one]);
  shown();
  await screen.findByText('第 2 位');
  for (const text of ['1 人待回电', '(front)', '08:00 起等候', '已拨 1/3 次', '上次占线'])
    screen.getByText(text);
  await userEvent.click(screen.getByRole('button', { name: '立即回电' }));
  expect(heard.find((asked) => asked.method === 'POST')?.path).toBe('/api/waiting-callbacks/i1/now');
});

it('says from when somebody may be called, and leaves alone who is being called', async () => {
  keepZone('UTC');
  server([
    { ...one, position: null, next_at: '2026-09-21T10:30:00Z' },
    { ...one, interaction: 'i3', under_way: true },
  ]);
  shown();
  await screen.findByText('10:30 起可拨');
  screen.getByText('正在回电');
  const [, second] = screen.getAllByRole<HTMLButtonElement>('button', { name: '取消回电' });
  expect(second?.disabled).toBe(true);
});

it('lists what is over, and why a wish was refused', async () => {
  pretendServer((asked) => {
    if (asked.method === 'POST') return problem(409, 'callback.under_way');
    return { status: 200, body: { items: asked.path.endsWith('/ended') ? [ended] : [one] } };
  });
  shown();
  await userEvent.click(await screen.findByRole('button', { name: '已结束' }));
  await screen.findByText('多次未接通');
  await userEvent.click(screen.getByRole('button', { name: '立即回电' }));
  await screen.findByText('callback.under_way');
});
