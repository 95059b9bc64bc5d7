import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CaseLoad as Load } from '@/api/cases';
import { draw, pretendServer } from '../../../test/page';
import { CaseLoad } from './CaseLoad';

afterEach(() => vi.unstubAllGlobals());

const NAMES = ['林小满', '赵一诺', '孙浩然', '吴思远', '郑雨桐', '冯子墨', '陈静'];
const load = (nth: number, change: Partial<Load> = {}): Load => ({
  team: 'front',
  team_name: { zh: '前厅', en: 'Front' },
  owner: {
    id: `a${nth}`,
    name: { zh: NAMES[nth] ?? '', en: '' },
    number: `100${nth}`,
    extension: `800${nth}`,
  },
  open: 3,
  overdue: 0,
  today: 0,
  waiting: 0,
  ...change,
});

function serve(items: Load[]): void {
  pretendServer(() => ({ status: 200, body: { items } }));
  draw(<CaseLoad />);
}

it('says how much lies with whom, and every number opens its list', async () => {
  serve([load(0, { overdue: 2, today: 1 }), load(1, { owner: null, open: 4 })]);
  const lin = within(await screen.findByRole('row', { name: /林小满/ }));
  const to = (name: string): string | null =>
    lin.getByRole('link', { name: new RegExp(`^${name}：\\d+$`) }).getAttribute('href');
  expect(to('林小满的超时工单')).toBe('/cases?view=stillOpen&owner=a0&due=overdue');
  expect(to('林小满今天到期的工单')).toBe('/cases?view=stillOpen&owner=a0&due=today');
  expect(to('林小满的未结工单')).toBe('/cases?view=stillOpen&owner=a0');
  const list = screen.getByRole('link', { name: /^前厅 待领取的未结工单：\d+$/ });
  expect(list.getAttribute('href')).toBe('/cases?view=list&team=front');
  expect(screen.getByRole('heading', { name: '未结工单 7' })).toBeTruthy();
});

it('shows the most pressing lines first, and all when asked', async () => {
  serve(NAMES.map((_, nth) => load(nth)));
  await screen.findByRole('row', { name: /林小满/ });
  expect(screen.queryByRole('row', { name: /陈静/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '显示全部 7 行' }));
  expect(screen.getByRole('row', { name: /陈静/ })).toBeTruthy();
});

it('says so when nothing is open', async () => {
  serve([]);
  expect(await screen.findByText('没有未结工单。')).toBeTruthy();
});
