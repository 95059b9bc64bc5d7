import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { BrowserRouter, MemoryRouter, useNavigate } from 'react-router';
import { expect, it } from 'vitest';
import { useFilters } from './filters';

const NAMES = ['view', 'search'] as const;

it('two changes of which the second comes before the page is drawn anew both stand', () => {
  const { result } = renderHook(() => useFilters(NAMES), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <MemoryRouter initialEntries={['/cases?search=old']}>{children}</MemoryRouter>
    ),
  });
  const [, change] = result.current;
  act(() => {
    change({ view: 'all' });
    change({ search: 'leak' });
  });
  expect(result.current[0]).toEqual({ view: 'all', search: 'leak' });
  act(() => result.current[1]({ search: '' }));
  expect(result.current[0]).toEqual({ view: 'all' });
});

it('a change of the list that comes while something of it is being opened leaves that open', () => {
  history.replaceState(null, '', '/cases?view=all');
  const { result } = renderHook(() => ({ filters: useFilters(NAMES), go: useNavigate() }), {
    wrapper: ({ children }: { children: ReactNode }) => <BrowserRouter>{children}</BrowserRouter>,
  });
  const { go, filters } = result.current;
  act(() => {
    void go('/cases/c1?view=all');
    filters[1]({ search: 'leak' });
  });
  expect(location.pathname + location.search).toBe('/cases/c1?view=all&search=leak');
  expect(result.current.filters[0]).toEqual({ view: 'all', search: 'leak' });
});
