import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer } from '../../../test/page';
import { useMe, useMeLive } from './me';

afterEach(() => vi.unstubAllGlobals());

function Shown() {
  useMeLive();
  const me = useMe().data;
  return <p>{me?.interaction ? `at ${me.interaction.stage}` : 'not known'}</p>;
}

it('asks again for a contact that the database does not know yet, and no more once it does', async () => {
  const me = { agent: { id: 'a1' }, state: 'talking', contact: 'i1', call: null };
  let asked = 0;
  pretendServer(() => {
    asked += 1;
    return { status: 200, body: { ...me, interaction: asked < 3 ? null : { id: 'i1', stage: 'menu' } } };
  });
  vi.useFakeTimers({ shouldAdvanceTime: true });
  draw(<Shown />);
  expect(await screen.findByText('at menu')).toBeTruthy();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(3);
  vi.useRealTimers();
});
