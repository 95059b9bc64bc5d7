import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { SlipForm } from './SlipForm';

const HAND = { interaction: 'i1', number: '13900000001', caller: '李静', company: '', customer: null };
const SESSION = { permissions: ['slips.take'], agent: null, user: { id: 'u1' } } as unknown as Session;

beforeEach(() => {
  const side = document.createElement('div'); // as the frame has it
  side.id = SIDE;
  document.body.append(side);
});
afterEach(() => {
  document.getElementById(SIDE)?.remove();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const form = (interaction = 'i1', close = vi.fn()) =>
  draw(
    <SessionContext value={SESSION}>
      <SlipForm slip={null} hand={{ ...HAND, interaction }} onClose={close} />
    </SessionContext>,
  );
const about = () => screen.getByLabelText<HTMLTextAreaElement>('什么事');
const send = () => userEvent.type(about(), '{Control>}{Enter}{/Control}');
const sent = (heard: Heard[]) =>
  heard.filter(({ method }) => method === 'POST').map(({ body }) => body as Record<string, unknown>);

it('keeps what is written of a message over a reload of the page, with its key, until the server has it', async () => {
  let answer: ReturnType<typeof problem> = problem(503, 'live.unreachable');
  const heard = pretendServer(({ method }) =>
    method === 'POST' ? answer : { status: 200, body: { items: [], total: 0 } },
  );
  const before = form();
  await userEvent.type(screen.getByLabelText(/^给谁/), '王总');
  await userEvent.type(about(), '团队房');
  await send();
  await waitFor(() => expect(sent(heard)).toHaveLength(1));
  before.unmount();
  const after = form();
  expect(about().value).toBe('团队房');
  answer = { status: 201, body: { slip: { id: 's1', state: 'read_back' }, history: [] } };
  await send();
  await waitFor(() => expect(localStorage.length).toBe(0));
  const [first, last] = sent(heard);
  expect([last?.key, last?.about]).toEqual([first?.key, '团队房']);
  after.unmount();
});

it('is blank for another call, and after it was cancelled', async () => {
  pretendServer(() => ({ status: 200, body: { items: [], total: 0 } }));
  const one = form();
  await userEvent.type(about(), '团队房');
  one.unmount();
  const other = form('i2');
  expect(about().value).toBe('');
  other.unmount();
  const again = form();
  await userEvent.click(screen.getByRole('button', { name: '取消' }));
  again.unmount();
  form();
  expect(about().value).toBe('');
});
