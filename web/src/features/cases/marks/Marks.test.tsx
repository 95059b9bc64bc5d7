import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Mark } from '@/api/calm';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { sent, SESSION } from '../../../../test/cases';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { MarksPage } from './MarksPage';

afterEach(() => vi.unstubAllGlobals());

const name = (zh: string) => ({ zh, en: '' });
const mark = (change: Partial<Mark> = {}): Mark => ({
  id: 'm1',
  customer: 'k1',
  customer_name: '王小明',
  kind: 'abusive',
  why: '两次提醒后仍辱骂',
  days: 90,
  interaction: 'i1',
  proposed_at: '2026-09-21T00:00:00Z',
  proposed_by: name('赵敏'),
  state: 'proposed',
  decided_at: null,
  decided_by: null,
  decided_why: '',
  expires_at: null,
  holds: false,
  decidable: true,
  ...change,
});

function serve(items: Mark[], more: string[], at = '/marks'): Heard[] {
  const heard = pretendServer(({ path, method }) => {
    if (path === '/api/customer-marks') return { status: 200, body: { items } };
    if (method === 'POST') return { status: 204 };
    return problem(404, 'case.unknown');
  });
  const permissions = [...SESSION.permissions, ...more];
  draw(
    <SessionContext value={{ ...SESSION, permissions } as Session}>
      <MarksPage />
    </SessionContext>,
    at,
  );
  return heard;
}

const decisions = (heard: Heard[]): unknown[] =>
  sent(heard, '/api/customer-marks/m1/decision').map(({ body }) => body);

it('approves with one click, and refuses with a reason only', async () => {
  const heard = serve([mark()], ['customers.keep', 'customers.change']);
  await userEvent.click(await screen.findByRole('button', { name: '不批准' }));
  const no = screen.getByRole<HTMLButtonElement>('button', { name: '不批准' });
  expect(no.disabled).toBe(true);
  await userEvent.type(screen.getByRole('textbox', { name: '为什么' }), '录音里没有辱骂');
  await userEvent.click(no);
  await waitFor(() => expect(decisions(heard)).toEqual([{ decision: 'refused', why: '录音里没有辱骂' }]));
});

it('shows who proposed it what became of it, and nothing to decide', async () => {
  const refused = {
    state: 'refused',
    decided_why: '录音里没有辱骂',
    decided_at: '2026-09-22T00:00:00Z',
  } as const;
  const heard = serve([mark({ ...refused, decidable: false })], ['customers.change']);
  expect(await screen.findByText('录音里没有辱骂')).toBeTruthy();
  expect(screen.getByText('已驳回')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '批准' })).toBeNull();
  const asked = heard.filter(({ path }) => path === '/api/customer-marks');
  expect(new Set(asked.map(({ query }) => query.get('show')))).toEqual(new Set(['mine']));
});
