import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { LIN, line, page } from '../../../../test/cases';
import { pretendServer, problem } from '../../../../test/page';
import { ComplaintsPage } from './ComplaintsPage';

afterEach(() => vi.unstubAllGlobals());

it('opens behind each number the cases that it counts', async () => {
  const figures = {
    since: '2026-08-24T00:00:00Z',
    until: '2026-09-23T00:00:00Z',
    items: [{ agent: LIN, all: 3, open: 1, upheld: 1, unfounded: 1 }],
    weeks: [
      { all: 1, upheld: 0 },
      { all: 2, upheld: 1 },
    ],
  };
  const cases = [
    { case: line('c1', 1, '说话冲'), upheld: true },
    { case: line('c2', 2, '挂电话'), upheld: false },
    { case: line('c3', 3, '不耐烦'), upheld: null },
  ];
  pretendServer(({ path }) => {
    if (path === '/api/complaints/about-agents') return { status: 200, body: figures };
    if (path === '/api/complaints/about-agents/a1') return { status: 200, body: { items: cases } };
    return problem(404, 'case.unknown');
  });
  page(<ComplaintsPage />);
  await userEvent.click(await screen.findByRole('button', { name: '林小满：成立 1 张' }));
  expect((await screen.findByRole('link', { name: /说话冲/ })).getAttribute('href')).toBe('/cases/c1');
  expect(screen.queryByText('挂电话')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '林小满：待判定 1 张' }));
  expect(await screen.findByText('不耐烦')).toBeTruthy();
});
