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
  // Fields that grow with what is written are measured by these; where there are no styles they are no numbers.
  const sizes = ['padding-top', 'padding-bottom', 'border-top-width', 'border-bottom-width'];
  const style = document.createElement('style');
  style.textContent = `textarea { ${sizes.map((size) => `${size}: 0px;`).join(' ')} }`;
  document.head.append(style);
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
