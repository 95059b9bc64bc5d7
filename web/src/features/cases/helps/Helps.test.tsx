import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CaseHelp } from '@/api/calm';
import { page, sent } from '../../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../../test/page';
import HelpStrip from './HelpStrip';
import { HelpsPage } from './HelpsPage';

afterEach(() => vi.unstubAllGlobals());

const name = (zh: string) => ({ zh, en: '' });
const help = (change: Partial<CaseHelp> = {}): CaseHelp => ({
  id: 'h1',
  case: 'c1',
  number: 1,
  subject: '电梯声音大',
  interaction: 'i1',
  asked_at: '2026-09-21T00:00:00Z',
  asked_by: name('赵敏'),
  skill: '',
  reason: '客户要见领导',
  late: false,
  seen_by: null,
  mine: false,
  asked_by_me: false,
  ...change,
});

function serve(items: CaseHelp[], own: CaseHelp[] = []): Heard[] {
  return pretendServer(({ path, method }) => {
    if (path === '/api/case-helps') return { status: 200, body: { items, own } };
    if (method === 'POST') return { status: 204 };
    return problem(404, 'case.unknown');
  });
}

it('says calmly above the page who asks, and takes it by one button', async () => {
  const heard = serve([help()]);
  page(<HelpStrip />);
  expect(await screen.findByText('赵敏求助')).toBeTruthy();
  expect(screen.getByRole('link', { name: '联络' }).getAttribute('href')).toBe('/interactions/i1');
  await userEvent.click(screen.getByRole('button', { name: '我来协助' }));
  await waitFor(() => expect(sent(heard, '/api/case-helps/h1/seen')).toHaveLength(1));
});

it('shows who asked who comes, and is nothing while nobody asks', async () => {
  const own = help({ asked_by_me: true, seen_by: name('陈组长') });
  serve([help({ id: 'h2', seen_by: name('林小满'), mine: true })], [own]);
  page(<HelpStrip />);
  expect(await screen.findByText('陈组长正在协助')).toBeTruthy();
  expect(screen.queryByText('赵敏求助')).toBeNull(); // I see to it already
  expect(screen.queryByRole('button', { name: '我来协助' })).toBeNull();
});

it('answers whoever I help', async () => {
  const heard = serve([help({ seen_by: name('林小满'), mine: true })]);
  page(<HelpsPage />);
  await userEvent.click(await screen.findByRole('button', { name: '答复' }));
  await userEvent.type(screen.getByRole('textbox', { name: '写给求助人的答复，会记入工单' }), '请书面提出');
  await userEvent.click(screen.getByRole('button', { name: '答复并结束求助' }));
  await waitFor(() =>
    expect(sent(heard, '/api/case-helps/h1/answer').map(({ body }) => body)).toEqual([
      { text: '请书面提出' },
    ]),
  );
});
