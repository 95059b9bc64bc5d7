import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Duty } from '@/api/duty';
import { draw, pretendServer, problem } from '../../../test/page';
import { DutyBar } from './DutyBar';

const person = { permissions: ['board.see', 'duty.switch'] };
vi.mock('@/shared/session/session', async (real) => ({
  ...(await real<object>()),
  useSession: () => person,
}));

afterEach(() => {
  vi.unstubAllGlobals();
  person.permissions = ['board.see', 'duty.switch'];
});

const duty: Duty = {
  mode: 'operator',
  on_duty: 'operator',
  since: '2026-09-21T14:00:00Z',
  how: 'page',
  by: { zh: '林小满', en: 'Lin Xiaoman' },
  extension: null,
  next_change: null,
  has_calendar: false,
  numbers: [{ number: '4000', name: { zh: '总机', en: 'Switchboard' } }],
};

it('says who takes calls from outside and who said so, and lets who may switch', async () => {
  const heard = pretendServer(({ method }) => ({
    status: 200,
    body: method === 'PUT' ? { ...duty, mode: 'attendant', on_duty: 'attendant', how: 'page' } : duty,
  }));
  draw(<DutyBar />);
  await screen.findByText(/林小满/);
  expect(screen.getByRole('button', { name: '人工值班' }).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('button', { name: '按日程' })).toHaveProperty('disabled', true);
  await userEvent.click(screen.getByRole('button', { name: '电脑值班' }));
  await waitFor(() => expect(screen.getByText('外线来电由语音菜单接听')).toBeTruthy());
  expect(heard.find(({ method }) => method === 'PUT')).toMatchObject({
    path: '/api/duty',
    body: { mode: 'attendant' },
  });
});

it('shows it without buttons to who may not, and names the telephone that said it', async () => {
  person.permissions = ['board.see'];
  pretendServer(() => ({ status: 200, body: { ...duty, how: 'phone', by: null, extension: '8009' } }));
  draw(<DutyBar />);
  await screen.findByText(/分机 8009/);
  expect(screen.queryByRole('button')).toBeNull();
});

it('is not there where no number has an operator', async () => {
  const heard = pretendServer(() => ({ status: 200, body: { ...duty, numbers: [] } }));
  draw(<DutyBar />);
  await waitFor(() => expect(heard).toHaveLength(1));
  expect(screen.queryByText('值班方式')).toBeNull();
});

it('says why switching was refused', async () => {
  pretendServer(({ method }) =>
    method === 'PUT' ? problem(409, 'duty.not_set_up') : { status: 200, body: duty },
  );
  draw(<DutyBar />);
  await userEvent.click(await screen.findByRole('button', { name: '电脑值班' }));
  await screen.findByRole('alert');
});
