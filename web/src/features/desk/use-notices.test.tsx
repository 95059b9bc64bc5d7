import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Callback } from '@/api/desk';
import type { Me } from '@/api/types';
import { LocaleContext } from '@/shared/i18n/locale';
import { heldBack } from '@/shared/notices/notices';
import { pretendServer } from '../../../test/page';
import { useApologyAfterHold, useDueCallbacks, useNoticesShown, useQuietInCalls } from './use-notices';

const START = Date.parse('2026-11-25T02:00:00Z');
const owed = (id: string, seconds: number): Partial<Callback> => ({
  id,
  due_at: new Date(START + seconds * 1000).toISOString(),
  customer: { id: 'c1', name: '王芳', level: 'vip' },
  number: '',
  note: '报价',
});
const me = (state: Me['state'], stage: 'talk' | 'hold' | null = null): Me =>
  ({ state, call: stage ? { stage } : null }) as Me;

function Desk({ who }: { who: Me }) {
  useNoticesShown();
  useQuietInCalls(who);
  useDueCallbacks();
  useApologyAfterHold(who);
  return null;
}

function page(who: Me) {
  return (
    <QueryClientProvider client={client}>
      <LocaleContext value="zh-CN">
        <App>
          <MemoryRouter>
            <Desk who={who} />
          </MemoryRouter>
        </App>
      </LocaleContext>
    </QueryClientProvider>
  );
}
let client: QueryClient;
const wait = (seconds: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  });

beforeEach(() => {
  vi.useFakeTimers({ now: START, shouldAdvanceTime: false });
  client = new QueryClient();
  pretendServer(() => ({ status: 200, body: { items: [owed('k1', 5)] } }));
});
afterEach(() => {
  client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('says once that a call back is due, when it is', async () => {
  const drawn = render(page(me('ready')));
  await wait(1);
  expect(screen.queryByText('该给王芳回电了')).toBeNull();
  await wait(90);
  expect(screen.getAllByText('该给王芳回电了')).toHaveLength(1);
  drawn.unmount();
});

it('holds it back while one talks and says it after the call', async () => {
  const drawn = render(page(me('talking', 'talk')));
  await wait(10);
  expect([screen.queryByText('该给王芳回电了'), heldBack()]).toEqual([null, 1]);
  drawn.rerender(page(me('wrap_up')));
  await wait(1);
  expect(screen.getByText('该给王芳回电了')).toBeTruthy();
  expect(heldBack()).toBe(0);
  drawn.unmount();
});

it('reminds of the apology when a held customer is taken back', async () => {
  const drawn = render(page(me('talking', 'hold')));
  await wait(1);
  drawn.rerender(page(me('talking', 'talk')));
  await wait(1);
  expect(screen.getByText(/感谢您的等候/)).toBeTruthy();
  drawn.unmount();
});
