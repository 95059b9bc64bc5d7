import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Booked } from '@/api/conferences';
import { keepZone } from '@/shared/format/time';
import { draw, pretendServer, problem } from '../../../test/page';
import { ConferencesPage } from './ConferencesPage';

afterEach(() => {
  vi.unstubAllGlobals();
  keepZone(undefined);
});

const party: Booked['parties'][number] = {
  party: 'p1',
  role: 'joined',
  kind: 'extension',
  agent: null,
  number: '7002',
  number_masked: false,
  state: 'up',
  circle: 'main',
  muted: false,
  since: null,
};

const one: Booked = {
  id: 'b1',
  room: '680',
  title: '周会',
  pin: '246810',
  starts_at: '2026-09-21T08:00:00Z',
  ends_at: '2026-09-21T09:00:00Z',
  state: 'open',
  mine: true,
  invited: [],
  locked: false,
  parties: [party],
};

it('shows number and PIN, and mutes one of those who are there', async () => {
  const heard = pretendServer((asked) => ({
    status: 200,
    body: asked.method === 'GET' ? { items: [one], rooms: ['680'] } : one,
  }));
  draw(<ConferencesPage />);
  await screen.findByText('拨 680，密码 246810');
  await userEvent.click(screen.getByRole('button', { name: /^静\s*音$/ }));
  expect(heard.find((asked) => asked.method === 'POST')).toMatchObject({
    path: '/api/conferences/b1/actions',
    body: { action: 'mute', party: 'p1' },
  });
});

it('says who will be called, and cancels what has not begun', async () => {
  const invited = ['7002', '13800138000'].map((id) => ({ kind: 'number' as const, id }));
  const later: Booked = { ...one, state: 'booked', parties: [], invited };
  const heard = pretendServer((asked) => ({
    status: 200,
    body: asked.method === 'GET' ? { items: [later], rooms: ['680'] } : later,
  }));
  draw(<ConferencesPage />);
  await screen.findByText('到点呼叫 7002、138 0013 8000');
  await userEvent.click(screen.getByRole('button', { name: '取消预约' }));
  expect(await screen.findByText(/到点不会呼叫任何人/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'OK' }));
  expect(heard.find((asked) => asked.method === 'POST')?.body).toEqual({ action: 'end' });
});

it('books a room by the clock of the site for the numbers that are typed, and says why it is refused', async () => {
  const heard = pretendServer((asked) =>
    asked.method === 'GET'
      ? { status: 200, body: { items: [], rooms: ['680'] } }
      : problem(409, 'conference.room_taken'),
  );
  keepZone('Pacific/Auckland');
  draw(<ConferencesPage />);
  await userEvent.type(await screen.findByLabelText('主题'), '周会');
  fireEvent.change(screen.getByLabelText('开始时间'), { target: { value: '2026-09-21T16:00' } });
  await userEvent.type(screen.getByLabelText('到点呼叫的号码'), '7002，13800138000');
  await userEvent.click(screen.getByRole('button', { name: /^预\s*约$/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('conference.room_taken');
  expect(heard.find((asked) => asked.method === 'POST')).toMatchObject({
    path: '/api/conferences',
    body: {
      room: '680',
      title: '周会',
      starts_at: '2026-09-21T04:00:00.000Z',
      minutes: 60,
      invited: [
        { kind: 'number', id: '7002' },
        { kind: 'number', id: '13800138000' },
      ],
    },
  });
});
