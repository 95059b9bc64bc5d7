import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Seated } from '@/shared/board/figures';
import { draw, pretendServer } from '../../../test/page';
import { Supervise } from './Supervise';

afterEach(() => vi.unstubAllGlobals());

const MEAL = { id: 'meal', name: { zh: '用餐', en: 'Meal' } };
const lin: Seated = {
  id: 'lin',
  name: { zh: '林小满', en: 'Lin Xiaoman' },
  number: '1001',
  extension: '8001',
  state: 'paused',
  reason: 'meal',
  since: 0,
  until: null,
  contact: null,
  queues: [],
  phone: null,
  answered: 0,
  talk_µs: 0,
};

it('says after the menu is closed that a state was given, and offers the former one back', async () => {
  const heard = pretendServer(({ path }) => ({
    status: 200,
    body: path === '/api/pause-reasons' ? { items: [MEAL] } : {},
  }));
  draw(<Supervise agent={lin} />);
  await userEvent.click(screen.getByRole('button', { name: '林小满：监听与状态' }));
  await screen.findByText('示忙');
  await userEvent.click(screen.getByRole('menuitem', { name: '置闲' }));
  await userEvent.click(await screen.findByRole('button', { name: '确定' }));
  await screen.findByText('林小满 已改为“置闲”');
  await userEvent.click(screen.getByRole('button', { name: '撤销' }));
  await vi.waitFor(() =>
    expect(heard.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { state: 'ready' },
      { state: 'paused', reason: 'meal' },
    ]),
  );
});
