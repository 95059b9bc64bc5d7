import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Session } from '@/api/types';
import { usePreferences, type Preferences } from '@/shared/session/preferences';
import { SESSION_KEY } from '@/shared/session/session';
import { SESSION } from '../../test/cases';
import { pretendServer } from '../../test/page';
import { PreferencesGiven } from './PreferencesGiven';

afterEach(() => vi.unstubAllGlobals());

it('keeps the later of two choices, whatever the answer to the earlier one says', async () => {
  const user = { ...SESSION.user, locale: 'zh-CN' as const };
  const client = new QueryClient();
  client.setQueryData<Session>(SESSION_KEY, { ...SESSION, user });
  const heard = pretendServer(({ body }) => ({
    status: 200,
    body: { ...SESSION, user: { ...user, ...(body as object) } },
  }));
  let chosen: Preferences | undefined;
  function Chooses() {
    chosen = usePreferences();
    return null;
  }
  render(
    <QueryClientProvider client={client}>
      <PreferencesGiven>
        <Chooses />
      </PreferencesGiven>
    </QueryClientProvider>,
  );
  act(() => {
    chosen?.change({ locale: 'en-US' });
    chosen?.change({ locale: 'zh-CN' });
  });
  await waitFor(() =>
    expect(heard.map(({ body }) => body)).toEqual([{ locale: 'en-US' }, { locale: 'zh-CN' }]),
  );
  await act(async () => Promise.resolve());
  expect(client.getQueryData<Session>(SESSION_KEY)?.user.locale).toBe('zh-CN');
  expect(chosen?.locale).toBe('zh-CN');
});
