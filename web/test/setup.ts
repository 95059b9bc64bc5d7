/** What jsdom does not have and Ant Design asks for; a clean page after each test. Pure tests run without a page. */
import { afterEach, vi } from 'vitest';

if (typeof window !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 10_000 }); // a busy machine is slow, not wrong
  window.matchMedia ??= vi.fn().mockImplementation((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  window.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
