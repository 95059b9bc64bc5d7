import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer } from '../../../test/page';
import { useCalled } from './called';

afterEach(() => vi.unstubAllGlobals());

function Called({ queue, number }: { queue: string | null; number: string }) {
  return <p>{useCalled()({ queue, number })}</p>;
}

it.each([
  ['the queue that it is in', { queue: 'front', number: 'front' }, '前台'],
  ['the queue that it was for', { queue: null, number: 'front' }, '前台'],
  ['the number, when it was for no queue', { queue: null, number: '13800138000' }, '138 0013 8000'],
])('shows %s', async (_what, call, shown) => {
  const items = [{ id: 'front', name: { zh: '前台', en: 'Front desk' } }];
  pretendServer(() => ({ status: 200, body: { items } }));
  draw(<Called {...call} />);
  expect(await screen.findByText(shown)).toBeTruthy();
});
