import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { QueueNow } from '@/api/routing';
import { serverNow } from '@/shared/live/clock';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { Door } from './Door';
import type { Known } from './names';

afterEach(() => vi.unstubAllGlobals());

const announcements = [{ value: 'own/spring', label: '春节' }];
const known = { queues: [], announcements, names: { queue: (key: string) => key } } as unknown as Known;
const NOW = { open: true, closed_early: false, closed_to: null, closed_until: null } as unknown as QueueNow;

function door(now: Partial<QueueNow>, refusal?: ReturnType<typeof problem>): Heard[] {
  const heard = pretendServer(() => refusal ?? { status: 200, body: NOW });
  draw(<Door now={{ ...NOW, ...now }} queue="desk" known={known} mayChange />);
  return heard;
}

async function until(option: string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: '提前关闭…' }));
  fireEvent.mouseDown(await screen.findByLabelText('关闭到什么时候'));
  fireEvent.click(await screen.findByText(option));
}

const close = () => fireEvent.click(screen.getByRole('button', { name: '现在关闭' }));

it('closes until a time of the clock, today or else tomorrow, once one is given', async () => {
  const heard = door({});
  await until('到几点自动开放');
  expect(screen.getByRole('button', { name: '现在关闭' })).toHaveProperty('disabled', true);
  fireEvent.change(screen.getByLabelText('几点自动开放'), { target: { value: '14:30' } });
  close();
  await waitFor(() => expect(heard).toHaveLength(1));
  const at = Date.parse((heard[0]?.body as { until: string }).until);
  expect([new Date(at).getHours(), new Date(at).getMinutes()]).toEqual([14, 30]);
  expect(at).toBeGreaterThan(serverNow() / 1000);
  expect(at).toBeLessThanOrEqual(serverNow() / 1000 + 86_400_000);
});

it('closes until the next service hours, where the queue has any', async () => {
  const heard = door({});
  await until('到下一次服务时间');
  close();
  await waitFor(() => expect(heard[0]?.body).toEqual({ to: null, until: 'opening' }));
});

it('says when it opens by itself, and is opened again by one click', async () => {
  const heard = door({ closed_early: true, closed_until: Date.parse('2026-09-21T06:30:00Z') * 1000 });
  expect(screen.getByText('已提前关闭')).toBeTruthy();
  expect(screen.getByText(/自动开放$/).textContent).toContain('2026-09-21');
  fireEvent.click(screen.getByRole('button', { name: '重新开放' }));
  await waitFor(() => expect(heard[0]?.path).toBe('/api/queues/desk/open'));
});

it('says why it was not closed', async () => {
  door({}, problem(422, 'routing.end_is_past', { queue: 'desk' }));
  fireEvent.click(screen.getByRole('button', { name: '提前关闭…' }));
  await screen.findByLabelText('关闭到什么时候');
  close();
  expect((await screen.findByRole('alert')).textContent).toContain('routing.end_is_past');
});

it('lets those who wait hear a prompt of the centre', async () => {
  const heard = door({});
  fireEvent.click(screen.getByRole('button', { name: '提前关闭…' }));
  fireEvent.mouseDown(await screen.findByLabelText('等待的人送到'));
  fireEvent.click(await screen.findByText('播放“春节”'));
  close();
  await waitFor(() => expect(heard[0]?.body).toEqual({ to: ['announcement', 'own/spring'], until: null }));
});
