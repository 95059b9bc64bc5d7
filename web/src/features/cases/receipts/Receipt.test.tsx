import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CaseEntry, CaseReceipt } from '@/api/cases';
import { speakIn } from '@/shared/i18n/texts';
import { page, sent, whole } from '../../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../../test/page';
import Receipt from './Receipt';
import { receiptSaid } from './said';
import { receiptWords } from './words';

const name = (zh: string) => ({ zh, en: '' });
const SENT = '2026-09-21T01:00:00.000001Z';

const receipt = (change: Partial<CaseReceipt> = {}): CaseReceipt => ({
  team: 'net',
  team_name: name('工程部'),
  from_team_name: name('前厅'),
  sent_at: SENT,
  sent_by: name('林小满'),
  due_at: '2099-09-21T00:00:00Z',
  late: false,
  state: 'waiting',
  ended_at: null,
  ended_by: null,
  reason: '',
  mine: true,
  again: [],
  ...change,
});

afterEach(() => vi.unstubAllGlobals());

/** The receipt of a case; what is sent is answered by `answer`. */
function drawn(change: Partial<CaseReceipt> = {}, answer = problem(500, 'page.failed')): Heard[] {
  const heard = pretendServer(() => answer);
  page(<Receipt row={whole()} receipt={receipt(change)} />);
  return heard;
}

const button = (called: string): HTMLElement => screen.getByRole('button', { name: called });
const done = { status: 200, body: whole() };

it('says who is to confirm until when and who sent it, and confirms it once', async () => {
  const heard = drawn({}, done);
  const part = screen.getByRole('region', { name: '签收' });
  expect(part.textContent).toContain('待工程部签收');
  expect(part.textContent).toContain('林小满（前厅）');
  await userEvent.click(button('签收'));
  await waitFor(() => expect(sent(heard, '/api/cases/c1/receipt/confirm')).toHaveLength(1));
});

it('says in red that nobody confirmed in time', () => {
  drawn({ due_at: '2020-09-21T00:00:00Z', mine: false });
  expect(screen.getByText('工程部超时未签收').className).toContain('bad');
  expect(screen.queryByRole('button')).toBeNull();
});

it('sends back with a reason, of what was seen', async () => {
  const heard = drawn({}, done);
  await userEvent.click(button('退回'));
  expect((button('确定退回') as HTMLButtonElement).disabled).toBe(true);
  await userEvent.type(screen.getByRole('textbox', { name: '退回原因' }), '归客房部管');
  await userEvent.click(button('确定退回'));
  await waitFor(() =>
    expect(sent(heard, '/api/cases/c1/receipt/refuse').map(({ body }) => body)).toEqual([
      { sent_at: SENT, reason: '归客房部管' },
    ]),
  );
});

it('keeps the reason when a colleague was quicker, and says who', async () => {
  drawn({}, { status: 409, body: { key: 'case.receipt_confirmed', title: '赵强已经签收这张工单。' } });
  await userEvent.click(button('退回'));
  await userEvent.type(screen.getByRole('textbox', { name: '退回原因' }), '归客房部管{Enter}');
  await userEvent.click(button('确定退回'));
  expect(await screen.findByText('赵强已经签收这张工单。')).toBeTruthy();
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toContain('归客房部管');
});

it('shows why it came back, and sends it again to one of the teams', async () => {
  const ended = { state: 'refused', mine: false, reason: '归客房部管', ended_by: name('赵强') } as const;
  const again = [{ id: 'hotel', name: name('客房部') }];
  const heard = drawn({ ...ended, ended_at: SENT, again }, done);
  expect(screen.getByText('工程部已退回')).toBeTruthy();
  expect(screen.getByText('归客房部管')).toBeTruthy();
  await userEvent.click(button('重新派给客房部'));
  await waitFor(() =>
    expect(sent(heard, '/api/cases/c1/receipt/again').map(({ body }) => body)).toEqual([
      { sent_at: SENT, team: 'hotel' },
    ]),
  );
});

it('is told in the history in words', () => {
  const t = speakIn(receiptWords, 'zh-CN');
  const said = (kind: string, body: CaseEntry['body']) =>
    receiptSaid({ id: 'e', at: SENT, by: null, kind, body }, t, 'zh-CN');
  const team = name('工程部');
  expect(said('receipt_asked', { team, minutes: 30 })?.what).toBe('等工程部签收（30 分钟内）');
  expect(said('receipt_confirmed', { team, late: true })?.what).toBe('工程部签收（已超时）');
  expect(said('receipt_refused', { team: name('前厅'), by_team: team, reason: '不归我们' })).toEqual({
    what: '工程部退回',
    more: '不归我们',
  });
  expect(said('note', {})).toBeNull();
});
