import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Emergency } from '@/api/emergencies';
import { besides, page, sent } from '../../../../test/cases';
import { pretendServer, problem } from '../../../../test/page';
import { EmergenciesPage } from './EmergenciesPage';

afterEach(() => vi.unstubAllGlobals());

const name = (zh: string) => ({ zh, en: '' });
const one = (change: Partial<Emergency>): Emergency => ({
  case: 'c7',
  number: 7,
  state: 'received',
  waiting: false,
  at: '2026-09-21T00:00:00Z',
  by: name('赵一'),
  facts: { who: '', where: '1208 房', what: '有人晕倒', number: '' },
  interaction: null,
  team_name: name('安保'),
  for_me: false,
  may_confirm: true,
  confirmed_at: null,
  confirmed_by: null,
  ...change,
});

it('shows what came in a time, who had it how soon, and lets who leads confirm', async () => {
  const had = {
    case: 'c8',
    number: 8,
    may_confirm: false,
    confirmed_at: '2026-09-21T00:01:05Z',
    confirmed_by: name('钱二'),
  };
  const heard = pretendServer(({ path, method }) => {
    if (path === '/api/emergencies/past')
      return { status: 200, body: { items: [one({}), one(had)], more: false } };
    if (path === '/api/emergencies/c7/confirm' && method === 'POST')
      return { status: 200, body: { items: [] } };
    return besides(path) ?? problem(404, 'case.unknown');
  });
  page(<EmergenciesPage />);
  expect(await screen.findByText('钱二，1:05 后')).toBeTruthy();
  expect(screen.getByText('共 2 起，未确认 1 起，最长 1:05 才确认')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'GD-000007' }).getAttribute('href')).toBe('/cases/c7');
  await userEvent.click(screen.getByRole('button', { name: '确认收到' }));
  expect(sent(heard, '/api/emergencies/c7/confirm')).toHaveLength(1);
});

it('asks for whole days, and says what would stand here', async () => {
  const heard = pretendServer(({ path }) =>
    path === '/api/emergencies/past'
      ? { status: 200, body: { items: [], more: false } }
      : (besides(path) ?? problem(404, 'case.unknown')),
  );
  page(<EmergenciesPage />);
  expect(await screen.findByText('这段时间没有紧急电话')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '今天' }));
  const days = heard
    .filter(({ path }) => path === '/api/emergencies/past')
    .map(
      ({ query }) =>
        (Date.parse(query.get('until') ?? '') - Date.parse(query.get('since') ?? '')) / 86_400_000,
    );
  expect(days).toEqual([7, 1]);
});
