import { QueryClient } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Slip, SlipWhole } from '@/api/slips';
import type { Session } from '@/api/types';
import { speakIn } from '@/shared/i18n/texts';
import { SessionContext } from '@/shared/session/session';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { askedOf, draftFor, EMPTY, readBack, type AtHand } from './draft';
import { SlipDetail } from './SlipDetail';
import { SlipForm } from './SlipForm';
import { callAtHand } from './use-slips';
import { slipWords } from './words';

const zh = speakIn(slipWords, 'zh-CN');
const en = speakIn(slipWords, 'en-US');
const HAND: AtHand = {
  interaction: 'i1',
  number: '+8613800138000',
  caller: '李静',
  company: '锦程旅行社',
  customer: 'c1',
};
const SLIP: Slip = {
  id: 's1',
  revision: 1,
  to: { kind: 'name', entry: '', name: { zh: '王总', en: '' }, agent: null },
  caller: '李静',
  company: '',
  number: '+8613800138000',
  number_masked: false,
  from_call: false,
  about: '团队房',
  urgent: false,
  wish: 'please_call',
  called_at: '2026-09-21T08:00:00Z',
  taken_at: '2026-09-21T08:00:00Z',
  taker: null,
  taken_by: { zh: '林小满', en: '' },
  interaction: null,
  customer: null,
  state: 'taken',
  call_back: 'open',
  unread_why: '',
  delivered_how: '',
  delivered_to: '',
  call_note: '',
  void_why: '',
  steps: ['read_back', 'not_read_back', 'void'],
  may_correct: true,
  mine: false,
};
const whole = (change: Partial<Slip> = {}): SlipWhole => ({ slip: { ...SLIP, ...change }, history: [] });
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

const page = (children: ReactNode): unknown =>
  draw(<SessionContext value={SESSION}>{children}</SessionContext>);

const sent = (heard: Heard[]): Heard | undefined => heard.find((asked) => asked.method === 'POST');

it('reads back who wants what of whom, in sentences that can be spoken', () => {
  const draft = { ...draftFor(HAND), whom: '王总', about: '团队房差两间。', urgent: true };
  expect(readBack(draft, HAND, zh)).toBe(
    '跟您核对一下留言。您给王总留言，您是锦程旅行社的李静，电话是 138 0013 8000，' +
      '要转告的是：团队房差两间。请王总给您回电话。这件事比较急，我们会尽快转告。请问对吗？',
  );
  expect(readBack({ ...EMPTY, whom: 'Mr Wang', caller: 'Ann', wish: 'no_reply' }, null, en)).toBe(
    'Let me read that back. This is a message for Mr Wang, from Ann, No reply is needed. Is that right?',
  );
});

it('does not say a number that is hidden from who reads it', () => {
  const hidden = { ...HAND, number: '+86138****8000' };
  expect(readBack(draftFor(hidden), hidden, zh)).toContain('电话就是您现在打来的号码');
});

it('means the number that calls unless another one is typed', () => {
  const draft = { ...draftFor(HAND), whom: '王总' };
  expect(askedOf(draft, HAND)).toMatchObject({ number: null, interaction: 'i1', customer: 'c1' });
  expect(askedOf({ ...draft, number: ' 8001 ' }, HAND).number).toBe('8001');
  expect(askedOf(draft, null).number).toBe('');
  expect(askedOf({ ...draft, entry: 'e1' }, null).to).toEqual({ entry: 'e1', name: '' });
});

it('knows from the desk who calls now, and nothing of calls that were made', () => {
  const client = new QueryClient();
  expect(callAtHand(client)).toBeNull();
  const contact = { id: 'i1', direction: 'in', caller: '+8613800138000', caller_name: 'WANG' };
  client.setQueryData(['me'], { interaction: contact });
  expect(callAtHand(client)).toMatchObject({
    interaction: 'i1',
    caller: 'WANG',
    company: '',
    customer: null,
  });
  client.setQueryData(['pop', 'i1'], { customer: { id: 'c1', name: '李静', company: '锦程旅行社' } });
  expect(callAtHand(client)).toEqual(HAND);
  client.setQueryData(['me'], { interaction: { ...contact, direction: 'out' } });
  expect(callAtHand(client)).toBeNull();
});

it('is filled in and sent by the keyboard alone, and says at the field what was refused', async () => {
  let answer: ReturnType<typeof problem> = problem(422, 'slip.bad_number');
  const heard = pretendServer((asked) =>
    asked.method === 'POST' ? answer : { status: 200, body: { items: [], total: 0 } },
  );
  const close = vi.fn();
  page(<SlipForm slip={null} hand={null} onClose={close} />);
  const user = userEvent.setup();
  await user.keyboard('王总{Enter}');
  expect(sent(heard)).toBeUndefined(); // only Ctrl+Enter sends
  await user.tab();
  await user.keyboard('李静');
  await user.tab();
  await user.tab();
  await user.keyboard('123');
  await user.tab();
  await user.keyboard('团队房{Control>}{Enter}{/Control}');
  expect(await screen.findByText('slip.bad_number')).toBeTruthy();
  const first = sent(heard)?.body as Record<string, unknown>;
  expect(first).toMatchObject({
    to: { entry: '', name: '王总' },
    caller: '李静',
    number: '123',
    about: '团队房',
    wish: 'please_call',
    read_back: false,
  });
  answer = { status: 201, body: whole() };
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(close).toHaveBeenCalled());
  const last = heard.findLast((asked) => asked.method === 'POST')?.body as Record<string, unknown>;
  expect(last.key).toBe(first.key); // sent again, it is the same message
});

it('takes by Enter nobody whom only the former words found', async () => {
  const wang = { id: 'e1', name: { zh: '王小明', en: '' }, department: { zh: '前厅', en: '' }, reach: [] };
  pretendServer((asked) =>
    [...asked.query.values()].includes('王')
      ? { status: 200, body: { items: [wang], total: 1 } }
      : new Promise(() => undefined),
  );
  page(<SlipForm slip={null} hand={null} onClose={vi.fn()} />);
  const user = userEvent.setup();
  await user.keyboard('王');
  await screen.findByText('前厅');
  await user.keyboard('五{Enter}');
  expect(screen.getByLabelText<HTMLInputElement>(/^给谁/).value).toBe('王五');
});

it('takes back that it was read back when something is written after it', async () => {
  pretendServer(() => ({ status: 200, body: { items: [], total: 0 } }));
  page(<SlipForm slip={null} hand={HAND} onClose={vi.fn()} />);
  const tick = screen.getByRole<HTMLInputElement>('checkbox', { name: '已复述核对' });
  await userEvent.click(tick);
  expect(tick.checked).toBe(true);
  await userEvent.type(screen.getByLabelText('什么事'), '改时间');
  expect(tick.checked).toBe(false);
});

it('asks why a message was not read back, and sends what was seen', async () => {
  const heard = pretendServer((asked) => ({
    status: 200,
    body: asked.method === 'POST' ? whole({ state: 'read_back', revision: 2, steps: ['deliver'] }) : whole(),
  }));
  page(<SlipDetail id="s1" onClose={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: '未能复述' }));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '确定' }).disabled).toBe(true);
  await userEvent.keyboard('来电人已挂机{Enter}');
  await screen.findByRole('button', { name: '已转告' });
  expect(sent(heard)).toMatchObject({
    path: '/api/slips/s1/steps/not_read_back',
    body: { revision: 1, note: '来电人已挂机' },
  });
});

it('shows what stands now when a correction came too late, and saves upon it only then', async () => {
  const theirs = { about: '改到下周二', revision: 2 };
  let changed = false;
  const heard = pretendServer((asked) => {
    if (asked.method !== 'PUT') return { status: 200, body: changed ? whole(theirs) : whole() };
    const { revision } = asked.body as { revision: number };
    return revision === 2
      ? { status: 200, body: whole({ revision: 3 }) }
      : problem(409, 'slip.changed_meanwhile');
  });
  page(<SlipDetail id="s1" onClose={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: '修改留言' }));
  changed = true;
  await userEvent.type(screen.getByLabelText('什么事'), '，急要');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  const now = await screen.findByRole('region', { name: /留言现在是这样的/ });
  expect(now.textContent).toContain('改到下周二');
  expect(screen.getByLabelText<HTMLTextAreaElement>('什么事').value).toBe('团队房，急要');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByText('经过');
  const put = heard.filter((asked) => asked.method === 'PUT').map((asked) => asked.body);
  expect(put).toMatchObject([
    { revision: 1, about: '团队房，急要' },
    { revision: 2, about: '团队房，急要' },
  ]);
});

it('does not write over what it has not shown, when the message is asked for again behind the form', async () => {
  const heard = pretendServer(() => ({ status: 200, body: whole({ revision: 2 }) }));
  const drawn = draw(<Again />);
  await userEvent.click(screen.getByRole('button', { name: 'again' }));
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(heard.find((asked) => asked.method === 'PUT')?.body).toMatchObject({ revision: 1 }),
  );
  drawn.unmount();
});

/** A form whose message is another one by the time it is saved. */
function Again() {
  const [revision, setRevision] = useState(1);
  return (
    <SessionContext value={SESSION}>
      <button onClick={() => setRevision(2)}>again</button>
      <SlipForm slip={{ ...SLIP, revision }} hand={null} onClose={vi.fn()} />
    </SessionContext>
  );
}
