import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { CustomerCard, Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem } from '../../../test/page';
import { CustomerForm } from './CustomerForm';
import { CustomerPanel } from './CustomerPanel';
import { CustomersPage } from './CustomersPage';
import { moveByKeys } from './move-by-keys';

const WANG: CustomerCard = {
  id: 'c1',
  kind: 'person',
  name: '<b>王小明</b>',
  company: '',
  level: 'vip',
  risk: 'high',
  language: 'zh',
  note: '高楼层',
  tags: ['常客'],
  numbers: ['+8613800138000'],
  numbers_masked: false,
  last_contact_at: null,
  phones: [{ number: '+8613800138000', label: 'mobile' }],
  mails: [],
  addresses: [],
  fields: {},
  relations: [],
  merges: [],
  revision: 1,
  created_at: '2026-11-20T01:30:00Z',
  changed_at: '2026-11-20T01:30:00Z',
  changed_by: { zh: '陈静', en: 'Chen Jing' },
  interactions: [],
};
const session = { permissions: ['customers.see', 'customers.change'], agent: null } as unknown as Session;

function page(child: React.ReactNode) {
  return draw(
    <SessionContext value={session}>
      <div id={SIDE} />
      {child}
    </SessionContext>,
  );
}

it('shows a name that is a script as it was written, and who wrote it', async () => {
  pretendServer(({ path }) => ({ status: 200, body: path === '/api/customers/c1' ? WANG : { items: [] } }));
  page(<CustomerPanel id="c1" onEdit={() => undefined} />);
  expect(await screen.findByRole('heading', { name: /<b>王小明<\/b>/ })).toBeTruthy();
  expect(screen.getByText('高风险')).toBeTruthy();
  expect(screen.getByText(/陈静/)).toBeTruthy();
});

it('leads from the field into the list and back by arrows', async () => {
  function Box() {
    return (
      <div onKeyDown={moveByKeys}>
        <span data-search>
          <input aria-label="search" />
        </span>
        <a href="/customers/c1" data-row="0">
          王小明
        </a>
      </div>
    );
  }
  page(<Box />);
  await userEvent.type(screen.getByRole('textbox'), '{ArrowDown}');
  expect(document.activeElement).toBe(screen.getByRole('link'));
  await userEvent.keyboard('{ArrowUp}');
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});

it('opens by Enter only who was found by what is typed', async () => {
  const opened: string[] = [];
  page(
    <div data-shown="王" onKeyDown={moveByKeys}>
      <span data-search>
        <input />
      </span>
      <a
        href="/customers/c1"
        data-row="0"
        onClick={(event) => {
          event.preventDefault();
          opened.push('c1');
        }}
      >
        王小明
      </a>
    </div>,
  );
  await userEvent.type(screen.getByRole('textbox'), '王五{Enter}');
  expect(opened).toEqual([]); // found by the former words
  await userEvent.type(screen.getByRole('textbox'), '{Backspace}{Enter}');
  expect(opened).toEqual(['c1']);
});

it('keeps what one wrote when somebody else wrote meanwhile, and takes over what does not contradict', async () => {
  const sent: unknown[] = [];
  const now = { ...WANG, note: '安静', level: 'gold' as const, revision: 2 };
  pretendServer(({ path, method, body }) => {
    if (path === '/api/customers/c1' && method === 'PUT') {
      sent.push(body);
      return sent.length === 1 ? problem(409, 'customer.changed_meanwhile') : { status: 200, body: now };
    }
    if (path === '/api/customers/c1') return { status: 200, body: now };
    return { status: 200, body: { items: [] } };
  });
  let saved = '';
  page(<CustomerForm customer={WANG} onSaved={(id) => (saved = id)} onClose={() => undefined} />);
  const note = await screen.findByRole('textbox', { name: '备注' });
  await userEvent.clear(note);
  await userEvent.type(note, '低楼层');
  await userEvent.click(screen.getByRole('button', { name: /保\s?存/ }));

  const told = await screen.findByText(/陈静在您编辑时也改了/);
  expect(within(told.closest('[role="alert"]') as HTMLElement).getByText('安静')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /保\s?存/ }));

  await expect.poll(() => saved).toBe('c1');
  expect(sent[0]).toMatchObject({ note: '低楼层', level: 'vip', revision: 1 });
  expect(sent[1]).toMatchObject({ note: '低楼层', level: 'gold', revision: 2 });
});

it('opens no form without the fields of the site: what they hold would be lost by saving', async () => {
  let there = false;
  const field = { key: 'birthday', name: { zh: '生日', en: 'Birthday' }, type: 'text', choices: [] };
  pretendServer(({ path }) => {
    if (path !== '/api/customers/fields') return { status: 200, body: { items: [] } };
    return there ? { status: 200, body: { items: [field] } } : problem(503, 'page.failed');
  });
  const customer = { ...WANG, fields: { birthday: '5 月 1 日' } };
  page(<CustomerForm customer={customer} onSaved={() => undefined} onClose={() => undefined} />);
  const again = await screen.findByRole('button', { name: '再试一次' });
  expect(screen.queryByRole('button', { name: '保存' })).toBeNull();
  there = true;
  await userEvent.click(again);
  expect(await screen.findByDisplayValue('5 月 1 日')).toBeTruthy();
});

it('says of a house without customers what they are for, with the ways to begin, and nothing else', async () => {
  pretendServer(() => ({ status: 200, body: { items: [] } }));
  page(<CustomersPage />);
  const none = (await screen.findByText('还没有客户')).closest('section') as HTMLElement;
  expect(screen.queryByText('选一位客户')).toBeNull();
  await userEvent.click(within(none).getByRole('button', { name: /新客户/ }));
  expect(await screen.findByRole('button', { name: /保\s?存/ })).toBeTruthy();
});
