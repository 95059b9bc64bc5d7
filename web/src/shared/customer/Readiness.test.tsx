import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CustomerReadiness, KeyItem } from '@/api/customers';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer, problem } from '../../../test/page';
import { Readiness } from './Readiness';

afterEach(() => vi.unstubAllGlobals());

const SESSION = { permissions: ['customers.see', 'customers.change'] } as unknown as Session;
const item = (key: string, zh: string, change: Partial<KeyItem>): KeyItem => ({
  key,
  name: { zh, en: '' },
  of: 'own',
  known: false,
  asked: true,
  field: null,
  ...change,
});
const BEFORE: CustomerReadiness = {
  customer: 'c1',
  percent: 33,
  items: [
    item('id', '身份证号', {
      field: { key: 'id', name: { zh: '身份证号', en: '' }, type: 'id_number', choices: [] },
    }),
    item('complaints', '投诉史', { of: 'complaints', known: true, asked: false }),
    item('risk', '风险等级', { of: 'risk' }),
  ],
  complaints: { many: 2, open: 1, last_at: null },
};
const AFTER = {
  ...BEFORE,
  percent: 66,
  items: BEFORE.items.map((one) => ({ ...one, known: one.key !== 'risk' })),
};

const open = () =>
  draw(
    <SessionContext value={SESSION}>
      <Readiness customer="c1" />
    </SessionContext>,
  );

it('shows what is missing, asks for it, says what was wrong with an answer, and shows what is known then', async () => {
  let wrong = true;
  const heard = pretendServer(({ method, path }) => {
    if (path !== '/api/customers/c1/readiness') return { status: 200, body: { items: [] } };
    if (method === 'GET') return { status: 200, body: wrong ? BEFORE : AFTER };
    return wrong ? problem(422, 'customer.field_no_id_number') : { status: 200, body: AFTER };
  });
  open();
  expect(await screen.findByText('33%')).toBeTruthy();
  expect(screen.getByText('投诉 2 次，1 件未结')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '补充 2 项' }));
  const form = screen.getByRole('form', { name: '补充 2 项' });
  await userEvent.click(within(form).getByLabelText('身份证号'));
  await userEvent.paste('110105194912310021');
  await userEvent.keyboard('{Enter}');
  expect(await within(form).findByText('customer.field_no_id_number')).toBeTruthy();
  wrong = false;
  await userEvent.click(within(form).getByRole('button', { name: '写入资料' }));
  expect(await screen.findByText('66%')).toBeTruthy();
  const sent = heard.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(sent.at(-1)).toEqual({ answers: { id: '110105194912310021' } });
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
});

it('asks nobody who may not write, and shows the figure before the items are there', () => {
  pretendServer(() => ({ status: 500, body: {} }));
  draw(<Readiness customer="c1" percent={42} />);
  expect(screen.getByText('42%')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /补充/ })).toBeNull();
});
