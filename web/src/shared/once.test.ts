import { afterEach, expect, it, vi } from 'vitest';
import { newOnce } from './once';

afterEach(() => vi.unstubAllGlobals());

it('names each request anew, also where the page came over plain http', () => {
  const { getRandomValues } = crypto;
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) }); // what browsers leave there
  expect(newOnce()).toMatch(/^[0-9a-f]{24}$/);
  expect(newOnce()).not.toBe(newOnce());
});
