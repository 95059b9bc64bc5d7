import { afterEach, expect, it, vi } from 'vitest';
import { askedBefore } from '@/api/asked';
import { rememberLocale } from '@/shared/i18n/locale';
import { rememberInside } from '@/shared/session/session';
import { rememberTheme } from '@/shared/theme/theme';

const page = document.documentElement;
const asking = vi.fn<typeof fetch>();

async function opened(path: string): Promise<void> {
  window.history.replaceState(null, '', path);
  vi.stubGlobal('fetch', asking.mockReset().mockResolvedValue(new Response('{}')));
  vi.resetModules();
  await import('./first');
}

afterEach(() => {
  vi.unstubAllGlobals();
  delete window.asked;
  delete page.dataset.folded;
});

it('knows the brightness and the language of the visit before', async () => {
  rememberTheme('dark');
  rememberLocale('en-US');
  await opened('/');
  expect([page.dataset.theme, page.lang]).toEqual(['dark', 'en-US']);
  rememberTheme('light');
  rememberLocale('zh-CN');
  await opened('/');
  expect([page.dataset.theme, page.lang]).toEqual(['light', 'zh-CN']);
});

it('follows the computer where nothing was chosen', async () => {
  rememberTheme('system');
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  await opened('/');
  expect(page.dataset.theme).toBe('dark');
});

it('shows the frame to whoever was inside or follows an address inside, else the door', async () => {
  await opened('/');
  expect(page.dataset.shell).toBe('door');
  await opened('/desk');
  expect(page.dataset.shell).toBe('frame');
  await opened('/wallboard');
  expect(page.dataset.shell).toBe('door');
  rememberInside(true);
  await opened('/');
  expect(page.dataset.shell).toBe('frame');
  rememberInside(false);
  await opened('/');
  expect(page.dataset.shell).toBe('door');
});

it('never draws the frame around the wallboard', async () => {
  await opened('/wallboard');
  rememberInside(true);
  expect(page.dataset.shell).toBe('door');
  await opened('/');
  expect(page.dataset.shell).toBe('frame');
});

it('asks who is signed in, and at the door whether there is anybody yet', async () => {
  await opened('/desk');
  expect(asking.mock.calls.map(([question]) => question)).toEqual(['/api/session']);
  await opened('/');
  expect(asking.mock.calls.map(([question]) => question)).toEqual(['/api/session', '/api/setup']);
});

it('gives each answer once, and only to the same question', async () => {
  await opened('/desk');
  const session = (method: string): Request => new Request(`${location.origin}/api/session`, { method });
  expect(askedBefore(session('DELETE'))).toBeUndefined();
  expect(await askedBefore(session('GET'))).toBeInstanceOf(Response);
  expect(askedBefore(session('GET'))).toBeUndefined();
});
