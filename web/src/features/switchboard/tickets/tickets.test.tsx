import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Ticket, TicketLife, TicketNew } from '@/api/tickets';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { TicketDetail } from './TicketDetail';
import { TicketForm } from './TicketForm';

const TICKET: Ticket = {
  id: 't1',
  number: 7,
  revision: 3,
  opened_at: '2026-09-21T08:00:00Z',
  opened_by: { zh: '林小满', en: '' },
  direction: 'out',
  state: 'calling',
  state_name: { zh: '叫接中', en: 'Calling' },
  over: false,
  caller: '1208 房',
  caller_number: '1208',
  called: '李静',
  called_number: '+862162345678',
  numbers_masked: false,
  person: '',
  person_to_person: false,
  reverse: 'no',
  due_at: null,
  put_through_at: null,
  ended_at: null,
  interaction: null,
  billing_seconds: null,
  note: '',
  purpose: 'call',
  language: '',
  interpreter: '',
  answer: '',
  steps: ['put_through', 'reroute'],
};
const SESSION = { permissions: [], agent: null, user: { id: 'u1' } } as unknown as Session;
const LIFE: TicketLife = {
  states: [{ id: 'calling', name: { zh: '叫接中', en: '' }, end: false }],
  steps: [
    { id: 'put_through', name: { zh: '接通', en: '' }, needs: [], asks: [] },
    { id: 'reroute', name: { zh: '改接', en: '' }, needs: ['number'], asks: ['number'] },
    { id: 'close', name: { zh: '注销', en: '' }, needs: [], asks: [] },
  ],
};

beforeEach(() => {
  const side = document.createElement('div'); // as the frame has it
  side.id = SIDE;
  document.body.append(side);
});
afterEach(() => {
  document.getElementById(SIDE)?.remove();
  vi.unstubAllGlobals();
});

const server = (): Heard[] =>
  pretendServer(({ path }) => ({
    status: 200,
    body: path.endsWith('/life') ? LIFE : { ticket: TICKET, history: [] },
  }));
const form = (done = vi.fn()) =>
  draw(
    <SessionContext value={SESSION}>
      <TicketForm onDone={done} onClose={vi.fn()} />
    </SessionContext>,
  );
const sent = (heard: Heard[]): Heard | undefined => heard.find((asked) => asked.method === 'POST');

it('offers the steps that may be made, by the names of the site, and asks for what a step needs', async () => {
  const heard = server();
  draw(<TicketDetail id="t1" onClose={vi.fn()} />);
  expect(await screen.findByRole('button', { name: '接通' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '注销' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '改接' }));
  await userEvent.keyboard('8007{Enter}');
  await waitFor(() =>
    expect(sent(heard)).toMatchObject({
      path: '/api/tickets/t1/steps',
      body: { step: 'reroute', revision: 3, number: '8007' },
    }),
  );
});

it('does not open a ticket at a time that is none', async () => {
  const heard = server();
  const done = vi.fn();
  form(done);
  await userEvent.type(screen.getByLabelText('被叫号码'), '8007');
  await userEvent.type(screen.getByLabelText('叫接时间'), '25:99{Enter}');
  expect(sent(heard)).toBeUndefined();
  await userEvent.clear(screen.getByLabelText('叫接时间'));
  await userEvent.click(screen.getByRole('button', { name: '开单' }));
  await waitFor(() => expect(done).toHaveBeenCalled());
  expect(sent(heard)?.body).toMatchObject({ called_number: '8007', due_at: null, direction: 'out' });
});

it('keeps what is written over a reload of the page, with its key, until it is opened or cancelled', async () => {
  let answer: ReturnType<typeof problem> = problem(503, 'live.unreachable');
  const heard = pretendServer(() => answer);
  const first = form();
  await userEvent.type(screen.getByLabelText('被叫号码'), '8007{Enter}');
  await waitFor(() => expect(sent(heard)).toBeTruthy());
  first.unmount();
  const done = vi.fn();
  const second = form(done);
  answer = { status: 201, body: { ticket: TICKET, history: [] } };
  await userEvent.click(screen.getByRole('button', { name: '开单' }));
  await waitFor(() => expect(done).toHaveBeenCalled());
  const posted = heard.filter(({ method }) => method === 'POST').map(({ body }) => body as TicketNew);
  expect(posted.map(({ called_number }) => called_number)).toEqual(['8007', '8007']);
  expect(new Set(posted.map(({ key }) => key)).size).toBe(1);
  second.unmount();
  const third = form();
  await userEvent.type(screen.getByLabelText('被叫号码'), '8008');
  await userEvent.click(screen.getByRole('button', { name: '取消' }));
  third.unmount();
  form();
  expect(screen.getByLabelText<HTMLInputElement>('被叫号码').value).toBe('');
});

it('opens an enquiry of a foreign caller: no called number, but a language and what they want to know', async () => {
  const heard = server();
  form();
  await userEvent.click(screen.getByText('查询'));
  expect(screen.queryByLabelText('被叫号码')).toBeNull();
  await userEvent.type(screen.getByLabelText('查询什么'), 'Last train?');
  await userEvent.click(screen.getByRole('button', { name: '开单' }));
  await waitFor(() =>
    expect(sent(heard)?.body).toMatchObject({ purpose: 'enquiry', note: 'Last train?', called_number: '' }),
  );
});

it('leads to the ticket that the same request opened before with other words', async () => {
  pretendServer(() => problem(409, 'ticket.sent_before', { id: 't9' }));
  form();
  await userEvent.type(screen.getByLabelText('被叫号码'), '8007{Enter}');
  const way = await screen.findByRole('link', { name: '打开已保存的那一张' });
  expect(way.getAttribute('href')).toBe('/tickets/t9');
});

it('helps to dial abroad, and fills the whole number in', async () => {
  pretendServer(() => ({
    status: 200,
    body: {
      countries: [
        {
          code: '44',
          iso: 'GB',
          name: { zh: '英国', en: 'United Kingdom' },
          language: 'en',
          clocks: { 'Europe/London': '2026-09-21T09:30:00+01:00' },
        },
      ],
      number: '+442079460958',
      dial: '00442079460958',
      dropped: '0',
    },
  }));
  form();
  await userEvent.type(screen.getByLabelText('被叫号码'), '+44 (0)20 7946 0958');
  expect(await screen.findByText('00442079460958')).toBeTruthy();
  expect(screen.getByText(/London 09:30/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /填入/ }));
  expect(screen.getByLabelText<HTMLInputElement>('被叫号码').value).toBe('+442079460958');
});
