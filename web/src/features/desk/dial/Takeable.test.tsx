import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer, type Heard } from '../../../../test/page';
import { entriesFor } from './entries';
import { Takeable } from './Takeable';

afterEach(() => vi.unstubAllGlobals());

const since = '2026-11-22T06:00:00Z';
const EXTENSION = {
  number: '8001',
  state: 'idle',
  calls: 0,
  parked: [{ place: '701', since, by: '8002' }],
  ringing: [{ extension: '7001', since }],
};

function open(extension: object): Heard[] {
  const heard = pretendServer(({ method, path }) => {
    if (method !== 'GET') return { status: 202, body: { interaction: 'i1' } };
    return { status: 200, body: path === '/api/extensions/8001' ? extension : { items: [] } };
  });
  const session = { permissions: [], user: { roles: [] }, agent: { id: 'a1', extension: '8001' } };
  draw(
    <SessionContext.Provider value={session as unknown as Session}>
      <Takeable agent="a1" />
    </SessionContext.Provider>,
  );
  return heard;
}

const dialled = (heard: Heard[]): unknown[] =>
  heard.filter(({ method }) => method === 'POST').map(({ body }) => (body as { to: unknown }).to);

it('fetches a parked call by one click, and picks up what rings in the own group', async () => {
  const heard = open(EXTENSION);
  await userEvent.click(await screen.findByRole('button', { name: /取回 701：8002 驻留/ }));
  await waitFor(() => expect(dialled(heard)).toEqual([{ kind: 'extension', id: '701', place: 0 }]));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /代接/ }).hasAttribute('disabled')).toBe(false),
  );
  await userEvent.click(screen.getByRole('button', { name: /代接 7001/ }));
  await waitFor(() => expect(dialled(heard)[1]).toEqual({ kind: 'extension', id: '**7001', place: 0 }));
});

it('shows nothing where nothing can be taken', async () => {
  const heard = open({ ...EXTENSION, parked: [], ringing: [] });
  await waitFor(() => expect(heard.map(({ path }) => path)).toContain('/api/extensions/8001'));
  expect(screen.queryByRole('region')).toBeNull();
});

it('dials the codes of the house as they are typed', () => {
  const asked = (typed: string) =>
    entriesFor({ board: null, me: 'a1', typed, customers: [], locale: 'zh-CN' });
  expect(asked('**8002').map(({ to }) => to)).toEqual([{ kind: 'extension', id: '**8002' }]);
  expect(asked('*80*8002#')[0]?.to.id).toBe('*80*8002#');
  expect(asked('*8')).toHaveLength(1);
  expect(asked('*9')).toHaveLength(0);
});
