import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer } from '../../../test/page';
import { TestCallPanel } from './TestCallPanel';

vi.mock('@/shared/ui/SidePanel', () => ({ SidePanel: ({ children }: { children: ReactNode }) => children }));
vi.mock('@/shared/session/session', () => ({ useSession: () => null, may: () => true }));
afterEach(() => vi.unstubAllGlobals());

const item = (key: string, value: Record<string, unknown> | null) => ({ key, value, draft: null });

it('offers the first number that leads to a menu, not one that rings at the operator', async () => {
  pretendServer(() => ({
    status: 200,
    body: {
      items: [
        item('200', { flow: 'house' }),
        item('4000', { flow: 'attendant', operator: '8001' }),
        item('4001', { flow: 'hotel' }),
        item('4002', null),
      ],
    },
  }));
  const { container } = draw(<TestCallPanel onClose={() => undefined} />);
  const offered = (): string[] => [...container.querySelectorAll('option')].map(({ value }) => value);
  await waitFor(() => expect(offered()).toEqual(['4001', '4000', '200']));
  expect(screen.getByDisplayValue('4001')).toBeTruthy();
});
