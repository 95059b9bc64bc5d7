import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { ConfigEntry, Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer } from '../../../test/page';
import { Manners } from './Manners';

afterEach(() => vi.unstubAllGlobals());

const name = { zh: '云栖', en: 'Yunqi' };
const entry = (change: Partial<ConfigEntry>): ConfigEntry => ({
  key: 'site',
  value: { name },
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: '0a.1', at: '2026-09-21T14:00:00Z', by: null },
  ...change,
});

function open(site: ConfigEntry, permissions: string[]) {
  const heard = pretendServer(() => ({ status: 200, body: {} }));
  const session = { permissions, user: { roles: [] }, agent: null } as unknown as Session;
  draw(
    <SessionContext.Provider value={session}>
      <Manners site={site} />
    </SessionContext.Provider>,
  );
  return heard;
}

it('is on unless the centre says otherwise, and a switch writes a draft that keeps the rest', async () => {
  const heard = open(entry({}), ['config.see', 'config.change']);
  const customerFirst = screen.getByRole('switch', { name: '请客户先挂机' });
  expect(customerFirst.getAttribute('aria-checked')).toBe('true');
  await userEvent.click(customerFirst);
  await waitFor(() => expect(heard).toHaveLength(1));
  expect(heard[0]).toMatchObject({
    path: '/api/config/site/site',
    method: 'PUT',
    body: { value: { name, customer_first: false } },
  });
});

it('publishes what was changed, or undoes it', async () => {
  const heard = open(entry({ draft: { name, customer_first: false } }), ['config.see', 'config.change']);
  expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('false');
  await userEvent.click(screen.getByRole('button', { name: /发\s?布/ }));
  await waitFor(() => expect(heard.map((one) => one.path)).toEqual(['/api/config/publish']));
  expect(heard[0]?.body).toEqual({ kinds: ['site'], note: '' });
  await userEvent.click(screen.getByRole('button', { name: '撤销改动' }));
  await waitFor(() =>
    expect(heard.at(-1)).toMatchObject({ path: '/api/config/site/site', method: 'DELETE' }),
  );
});

it('is only to look at for who may not change it', () => {
  open(entry({ draft: { name } }), ['config.see']);
  expect(screen.getByRole('switch').hasAttribute('disabled')).toBe(true);
  expect(screen.queryByRole('button', { name: '撤销改动' })).toBeNull();
});
