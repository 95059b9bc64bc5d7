/** Draws a piece of the page as it is drawn for a signed-in person, with a server that answers as told. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { LocaleContext } from '@/shared/i18n/locale';
import { PreferencesContext } from '@/shared/session/preferences';

export interface Heard {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = { status: number; body?: unknown };

/** A server made of one function; what it heard is kept in order. */
export function pretendServer(answer: (heard: Heard) => Answer | Promise<Answer>): Heard[] {
  const all: Heard[] = [];
  const fetching = async (asked: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(asked, init);
    const text = await request.text();
    const address = new URL(request.url);
    const heard = {
      method: request.method,
      path: address.pathname,
      query: address.searchParams,
      headers: request.headers,
      body: text ? (JSON.parse(text) as unknown) : undefined,
    };
    all.push(heard);
    const { status, body } = await answer(heard);
    const content = body === undefined ? null : JSON.stringify(body);
    return new Response(content, { status, headers: { 'content-type': 'application/json' } });
  };
  vi.stubGlobal('fetch', fetching);
  return all;
}

export const problem = (status: number, key: string, params: Record<string, unknown> = {}): Answer => ({
  status,
  body: { type: `urn:huawu:${key}`, key, status, title: key, detail: '', params },
});

/** `at`: the address of the page. */
export function draw(children: ReactNode, at = '/'): RenderResult {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const preferences = {
    locale: 'zh-CN' as const,
    theme: 'light' as const,
    look: 'light' as const,
    change: vi.fn(),
  };
  return render(
    <QueryClientProvider client={client}>
      <PreferencesContext value={preferences}>
        <LocaleContext value="zh-CN">
          <ConfigProvider button={{ autoInsertSpace: false }} theme={{ zeroRuntime: true }}>
            <App>
              <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
            </App>
          </ConfigProvider>
        </LocaleContext>
      </PreferencesContext>
    </QueryClientProvider>,
  );
}
