import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CallerIdentity, PopCustomer } from '@/api/desk';
import { draw, pretendServer } from '../../../test/page';
import { PopIdentity } from './PopIdentity';

afterEach(() => vi.unstubAllGlobals());

const WANG = { id: 'c1', identity: 'none', hidden: true } as unknown as PopCustomer;
const NOW: CallerIdentity = {
  level: 'none',
  needs: 'number',
  enough: false,
  opened: false,
  may_open: false,
  left: 3,
  questions: [
    { field: 'company', name: { zh: '公司', en: '' }, kind: 'text' },
    { field: 'fields.id', name: { zh: '身份证号', en: '' }, kind: 'id_number' },
  ],
  needed: 2,
  codes: [],
  passed: null,
};

it('lets the caller answer as many as are needed, says how many tries are left, and locks', async () => {
  let left = 3;
  const heard = pretendServer(({ method }) => {
    if (method === 'POST') left -= 1;
    return { status: 200, body: { ...NOW, left, passed: method === 'POST' ? false : null } };
  });
  draw(<PopIdentity interaction="i1" customer={WANG} />);
  await userEvent.click(screen.getByRole('button', { name: '核验身份' }));
  const form = await screen.findByRole('form', { name: '核对' });
  const send = within(form).getByRole<HTMLButtonElement>('button', { name: '核对' });
  const write = async (label: string, text: string) => {
    await userEvent.click(within(form).getByLabelText(label));
    await userEvent.paste(text);
  };
  await write('公司', '恒远');
  expect(send.disabled).toBe(true);
  await write('身份证号', '31002X');
  await userEvent.click(send);
  expect(await screen.findByText('不一致，还可以试 2 次')).toBeTruthy();
  const [sent] = heard.filter(({ method }) => method === 'POST');
  expect(sent?.body).toMatchObject({ answers: { company: '恒远', 'fields.id': '31002X' } });
});

it('says that no tries are left, and offers none', async () => {
  pretendServer(() => ({ status: 200, body: { ...NOW, left: 0, may_open: true } }));
  draw(<PopIdentity interaction="i1" customer={WANG} />);
  await userEvent.click(screen.getByRole('button', { name: '核验身份' }));
  expect((await screen.findByRole('alert')).textContent).toContain('核验次数已用完');
  expect(screen.queryByRole('form', { name: '核对' })).toBeNull();
  expect(screen.getByText('不核验，直接查看')).toBeTruthy();
});
