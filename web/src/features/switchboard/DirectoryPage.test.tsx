import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { To } from '@/api/control';
import type { DirectoryEntry, SheetShown } from '@/api/directory';
import type { Session } from '@/api/types';
import { useOfferPass } from '@/shared/dial/pass';
import { useDialWish } from '@/shared/dial/wish';
import { SessionContext } from '@/shared/session/session';
import { SIDE } from '@/shared/ui/SidePanel';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { DirectoryPage } from './DirectoryPage';

const entry = (zh: string, extension: string, more: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  id: `e${extension}`,
  kind: 'person',
  name: { zh, en: '' },
  department: { zh: '', en: '' },
  note: '',
  hidden: false,
  masked: false,
  own: true,
  agent: null,
  by: 'name',
  reach: [{ kind: 'extension', id: extension, number: extension }],
  ...more,
});
const WANG = entry('王小明', '8001');
const LI = entry('李四', '8002', { note: '夜班' });
const SECRET = entry('单雄信', '8666', { hidden: true, masked: true, reach: [] });
const SHEET: SheetShown = {
  taken: false,
  new: 1,
  changed: 0,
  same: 0,
  wrong: 0,
  most: 100,
  lines: [{ line: 2, what: 'new', name: { zh: '赵六', en: '' }, numbers: ['8003'] }],
  faults: [],
};

/** The test's browser has files, but cannot read them. */
const fileOf = (text: string): File =>
  Object.assign(new File([text], 'a.csv', { type: 'text/csv' }), {
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
  });

const passed: To[] = [];
const pass = (to: To): void => void passed.push(to);

function Beside({ busy }: { busy: boolean }) {
  useOfferPass(busy ? pass : null);
  const wish = useDialWish();
  return <p data-testid="wish">{wish?.to ? `${wish.to.kind} ${wish.to.id} ${wish.name}` : ''}</p>;
}

let answers: Record<string, ReturnType<typeof problem>>;
beforeEach(() => {
  answers = {};
  passed.length = 0;
  Element.prototype.scrollIntoView = () => undefined;
  document.body.insertAdjacentHTML('beforeend', `<div id="${SIDE}"></div>`);
});
afterEach(() => {
  document.getElementById(SIDE)?.remove();
  vi.unstubAllGlobals();
});

function open(entries: DirectoryEntry[], { keeps = false, busy = false } = {}): Heard[] {
  const heard = pretendServer(
    ({ method, path }) =>
      answers[`${method} ${path}`] ?? { status: 200, body: { items: entries, total: entries.length } },
  );
  const permissions = ['board.see', 'agent.work', ...(keeps ? ['directory.change'] : [])];
  const session = { agent: { id: 'a1' }, permissions } as unknown as Session;
  draw(
    <SessionContext value={session}>
      <Beside busy={busy} />
      <DirectoryPage />
    </SessionContext>,
  );
  return heard;
}

const field = () => screen.getByRole('combobox', { name: /姓名、拼音/ });

it('calls who is chosen with the arrows by Enter', async () => {
  open([WANG, LI]);
  await screen.findByRole('option', { name: /李四/ });
  await userEvent.type(field(), '{ArrowDown}');
  expect(screen.getByRole('option', { name: /李四/ }).getAttribute('aria-selected')).toBe('true');
  expect(screen.getByText('夜班')).toBeTruthy();
  await userEvent.type(field(), '{Enter}');
  expect(screen.getByTestId('wish').textContent).toBe('extension 8002 李四');
  expect(passed).toEqual([]);
});

it('passes the call at hand on by Shift+Enter, and says so when there is none', async () => {
  open([WANG], { busy: true });
  await screen.findByRole('option', { name: /王小明/ });
  fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
  expect(passed).toEqual([{ kind: 'extension', id: '8001' }]);
  await userEvent.click(screen.getByRole('button', { name: '转接到 8001' }));
  expect(passed).toHaveLength(2);
});

it('passes nothing on while there is no call', async () => {
  open([WANG]);
  await screen.findByRole('option', { name: /王小明/ });
  fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
  expect(await screen.findByText('现在没有可以转接的通话。')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /转接到/ })).toBeNull();
});

it('shows no number that is hidden, and calls nobody by it', async () => {
  open([SECRET]);
  await screen.findByRole('option', { name: /单雄信/ });
  expect(await screen.findByText('号码保密，请由总机转接。')).toBeTruthy();
  expect(document.body.textContent).not.toContain('8666');
});

it('offers to change only own entries, and only to who keeps the directory', async () => {
  open([WANG]);
  await screen.findByRole('option', { name: /王小明/ });
  expect(screen.queryByRole('button', { name: '修改' })).toBeNull();
  expect(screen.queryByText('导入')).toBeNull();
});

it('makes an entry, and says at the field what was refused', async () => {
  answers['POST /api/directory/entries'] = problem(409, 'directory.extension_taken', { extension: '8001' });
  const heard = open([WANG], { keeps: true });
  await userEvent.click(await screen.findByRole('button', { name: /新建/ }));
  fireEvent.change(screen.getByLabelText('名称'), { target: { value: '赵六' } });
  fireEvent.change(screen.getByLabelText('分机'), { target: { value: '8001' } });
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(screen.getByLabelText('分机').getAttribute('aria-invalid')).toBe('true'));
  const sent = heard.find(({ method }) => method === 'POST');
  expect(sent?.body).toMatchObject({ zh: '赵六', extension: '8001', numbers: [], revision: null });
});

it('looks at a sheet first and takes it only when told to', async () => {
  answers['POST /api/directory/sheet'] = { status: 200, body: SHEET };
  const heard = open([WANG], { keeps: true });
  await userEvent.click(await screen.findByRole('button', { name: /导入/ }));
  const file = fileOf('姓名,分机\n赵六,8003\n');
  await userEvent.upload(screen.getByLabelText('选择文件', { selector: 'input' }), file);
  expect(await screen.findByText(/赵六/)).toBeTruthy();
  answers['POST /api/directory/sheet'] = { status: 200, body: { ...SHEET, taken: true } };
  await userEvent.click(screen.getByRole('button', { name: '导入这 1 条' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: '导入这 1 条' })).toBeNull());
  const asked = heard.filter(({ path }) => path === '/api/directory/sheet').map(({ body }) => body);
  expect(asked).toEqual([
    { text: '姓名,分机\n赵六,8003\n', take: false },
    { text: '姓名,分机\n赵六,8003\n', take: true },
  ]);
});

it('cannot take a sheet with faults', async () => {
  const faults = [{ line: 3, key: 'directory.no_name', title: '请填写名称', detail: '' }];
  answers['POST /api/directory/sheet'] = { status: 200, body: { ...SHEET, wrong: 1, faults } };
  open([WANG], { keeps: true });
  await userEvent.click(await screen.findByRole('button', { name: /导入/ }));
  await userEvent.upload(screen.getByLabelText('选择文件', { selector: 'input' }), fileOf('x'));
  expect(await screen.findByText(/请填写名称/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /导入这/ })).toBeNull();
});
