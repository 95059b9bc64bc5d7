import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CallShown } from '@/api/control';
import { draw, pretendServer, problem } from '../../../../test/page';
import { CallPass } from './CallPass';

afterEach(() => vi.unstubAllGlobals());

const call = (change: Partial<CallShown>): CallShown => ({
  interaction: 'i1',
  stage: 'talk',
  since: '2026-11-22T00:00:00.000Z',
  queue: null,
  agent: 'me',
  locked: false,
  limit: 16,
  parties: [],
  outcome: null,
  recording: { state: 'on', since: null, until: null, on_demand: false, consent: null },
  urgent: { kind: 'queue', id: 'duty' },
  parked: null,
  may: ['transfer', 'urgent'],
  ...change,
});
const QUEUES = { items: [{ id: 'duty', name: { zh: '值班台', en: 'Duty desk' } }] };

it('sends an urgent call away by one click, and says to whom before and after', async () => {
  const heard = pretendServer(({ path }) => ({
    status: 200,
    body: path === '/api/queues' ? QUEUES : call({ stage: 'queue', may: [], urgent: null }),
  }));
  draw(<CallPass call={call({})} agent="me" />);
  await userEvent.click(await screen.findByRole('button', { name: '紧急转接给值班台' }));
  expect(await screen.findByText('客户已转到值班台，正在排队')).toBeTruthy();
  const asked = heard.filter(({ method }) => method === 'POST');
  expect(asked).toMatchObject([{ path: '/api/calls/i1/actions', body: { action: 'urgent' } }]);
});

it('says why an urgent call could not be sent', async () => {
  pretendServer(({ path }) =>
    path === '/api/queues' ? { status: 200, body: QUEUES } : problem(409, 'call.target_busy'),
  );
  draw(<CallPass call={call({})} agent="me" />);
  await userEvent.click(await screen.findByRole('button', { name: '紧急转接给值班台' }));
  await waitFor(() => expect(screen.getByText('call.target_busy')).toBeTruthy());
});

it('has no urgent button where nobody is configured for it, or not now', () => {
  pretendServer(() => ({ status: 200, body: QUEUES }));
  draw(<CallPass call={call({ urgent: null })} agent="me" />);
  draw(<CallPass call={call({ may: ['transfer'] })} agent="me" />);
  expect(screen.queryByRole('button', { name: /紧急/ })).toBeNull();
});

it('brings focus into what is wanted less often, and gives it back', async () => {
  pretendServer(({ path }) => ({ status: 200, body: path === '/api/queues' ? QUEUES : call({}) }));
  draw(<CallPass call={call({ may: ['add', 'serial'] })} agent="me" />);
  const more = screen.getByRole('button', { name: '更多' });
  more.focus();
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('menu');
  await waitFor(() => expect(document.activeElement?.textContent).toContain('加入会议'));
  await userEvent.click(screen.getByRole('menuitem', { name: /依次转接/ }));
  const field = await screen.findByRole('combobox');
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(screen.getByText('依次转接：对方挂机后客户回到您这里')).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(more));
});
