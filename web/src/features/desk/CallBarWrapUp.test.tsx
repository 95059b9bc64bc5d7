import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { draw } from '../../../test/page';
import { CallBarWrapUp } from './CallBarWrapUp';

function open(asked: boolean | null) {
  const act = vi.fn();
  draw(<CallBarWrapUp asked={asked} act={act} />);
  return act;
}

it('asks for wrap-up after this call with one click', async () => {
  const act = open(false);
  await userEvent.click(screen.getByRole('button', { name: /通话后整理/, pressed: false }));
  expect(act).toHaveBeenCalledExactlyOnceWith({ action: 'wrap_up' });
});

it('shows that it was asked for, and does not ask again', async () => {
  const act = open(true);
  await userEvent.click(screen.getByRole('button', { name: /已申请整理/, pressed: true }));
  expect(act).not.toHaveBeenCalled();
});

it('is not there where nothing is to be asked for', () => {
  open(null);
  expect(screen.queryByRole('button')).toBeNull();
});
