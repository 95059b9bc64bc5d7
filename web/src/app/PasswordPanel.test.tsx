import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem } from '../../test/page';
import { PasswordPanel } from './PasswordPanel';

beforeEach(() => {
  document.body.insertAdjacentHTML('beforeend', `<div id="${SIDE}"></div>`);
});
afterEach(() => {
  document.getElementById(SIDE)?.remove();
  vi.unstubAllGlobals();
});

function type(current: string, fresh: string, again = fresh): void {
  fireEvent.change(screen.getByLabelText('现在的密码'), { target: { value: current } });
  fireEvent.change(screen.getByLabelText('新密码'), { target: { value: fresh } });
  fireEvent.change(screen.getByLabelText('再输一次新密码'), { target: { value: again } });
}

it('sends both, and closes', async () => {
  const heard = pretendServer(() => ({ status: 204 }));
  const closed = vi.fn();
  draw(<PasswordPanel onClose={closed} />);
  type('old one', 'yi-pian-bing-xin');
  await userEvent.click(screen.getByText('修改'));
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(heard[0]).toMatchObject({
    method: 'PUT',
    path: '/api/session/password',
    body: { current: 'old one', new: 'yi-pian-bing-xin' },
  });
});

it('asks nobody while the two differ', () => {
  const heard = pretendServer(() => ({ status: 204 }));
  draw(<PasswordPanel onClose={vi.fn()} />);
  type('old one', 'yi-pian-bing-xin', 'yi-pian-bing-xing');
  expect(screen.getByText('两次输入的新密码不一样')).toBeTruthy();
  expect(screen.getByText('修改').closest('button')?.disabled).toBe(true);
  expect(heard).toEqual([]);
});

it('says at the field what the server says against it', async () => {
  pretendServer(() => problem(422, 'password.wrong'));
  draw(<PasswordPanel onClose={vi.fn()} />);
  type('wrong one', 'yi-pian-bing-xin');
  await userEvent.click(screen.getByText('修改'));
  await waitFor(() => expect(screen.getByLabelText('现在的密码').getAttribute('aria-invalid')).toBe('true'));
});
