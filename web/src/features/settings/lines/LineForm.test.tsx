import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { ConfigEntry } from '@/api/types';
import { draw, pretendServer, problem } from '../../../../test/page';
import { LineBar } from './LineBar';
import { LineForm } from './LineForm';
import { sent, SHAPES } from './shapes';
import { Waiting } from './Waiting';

afterEach(() => vi.unstubAllGlobals());

const entry = (change: Partial<ConfigEntry>): ConfigEntry => ({
  key: '600',
  value: { name: { zh: '前台' }, members: [{ extension: '8001' }] },
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: '0a.1', at: '2026-09-21T14:00:00Z', by: null },
  ...change,
});

it('makes a new ring group as a draft', async () => {
  const heard = pretendServer(() => ({ status: 200, body: {} }));
  const done = vi.fn();
  draw(<LineForm kind="ring_group" entry={null} onDone={done} />);
  await userEvent.type(screen.getByLabelText('号码'), '600');
  await userEvent.type(screen.getByLabelText('名称'), '前台');
  await userEvent.click(screen.getByRole('button', { name: '添加成员' }));
  await userEvent.type(screen.getByLabelText('成员 1'), '8001');
  await userEvent.click(screen.getByRole('button', { name: '添加成员' }));
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(done).toHaveBeenCalled());
  expect(heard[0]).toMatchObject({
    method: 'PUT',
    path: '/api/config/ring_group/600',
    body: { value: { name: { zh: '前台' }, members: [{ extension: '8001' }] } },
  });
});

it('does not make a line anew whose number there is already', async () => {
  const heard = pretendServer(() => ({ status: 200, body: {} }));
  draw(<LineBar kind="ring_group" items={[entry({})]} />);
  await userEvent.click(screen.getByRole('button', { name: '新建振铃组' }));
  await userEvent.type(screen.getByLabelText('号码'), '600');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  expect(screen.getByRole('alert').textContent).toContain('已经有了');
  expect(screen.getByLabelText('号码').getAttribute('aria-invalid')).toBe('true');
  expect(heard).toEqual([]);
  await userEvent.type(screen.getByLabelText('号码'), '1');
  expect(screen.queryByRole('alert')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(heard[0]?.path).toBe('/api/config/ring_group/6001'));
});

it('shows what the server says against a field at that field', async () => {
  pretendServer(() => problem(422, 'config.bad_field', { field: 'otherwise' }));
  draw(<LineForm kind="ring_group" entry={entry({})} />);
  await userEvent.type(screen.getByLabelText('无人接听时转到'), 'x');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() =>
    expect(screen.getByLabelText('无人接听时转到').getAttribute('aria-invalid')).toBe('true'),
  );
  expect(screen.getByRole('alert').textContent).toBe('填写有误。应为：2 到 20 位数字，国际号码以 + 开头');
  expect(screen.getByLabelText('成员 1').getAttribute('aria-invalid')).toBe('false');
});

it('shows what is said against the whole above the form', async () => {
  pretendServer(() => problem(422, 'extension.to_itself'));
  draw(<LineForm kind="ring_group" entry={entry({})} />);
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  expect((await screen.findByRole('alert')).textContent).toContain('extension.to_itself');
});

it('takes a line away, and undoes that', async () => {
  const heard = pretendServer(() => ({ status: 200, body: {} }));
  draw(<LineForm kind="ring_group" entry={entry({ draft: { members: [] } })} />);
  await userEvent.click(screen.getByRole('button', { name: /移\s?除$/ }));
  await userEvent.click(screen.getByRole('button', { name: '撤销改动' }));
  await waitFor(() => expect(heard).toHaveLength(2));
  expect(heard.map((one) => [one.method, one.body])).toEqual([
    ['PUT', { value: null, note: '', base: '0a.1' }],
    ['DELETE', undefined],
  ]);
});

it('publishes the drafts that wait, and says what stands against it', async () => {
  const heard = pretendServer(() => problem(422, 'ring_group.no_members', { most: 50 }));
  draw(<LineBar kind="ring_group" items={[entry({ draft_removes: true }), entry({ key: '601' })]} />);
  expect(screen.getByRole('status').textContent).toContain('有 1 项改动尚未生效');
  const publish = screen.getByRole('button', { name: /发\s?布/ });
  expect(publish.title).toBe('只发布这些草稿：振铃组。其他草稿不变。');
  await userEvent.click(publish);
  expect((await screen.findByRole('alert')).textContent).toContain('ring_group.no_members');
  expect(heard[0]).toMatchObject({ path: '/api/config/publish', body: { kinds: ['ring_group'] } });
});

it('publishes of several kinds only those of which a draft waits', async () => {
  const heard = pretendServer(() => ({ status: 200, body: {} }));
  draw(
    <Waiting of={{ site: [], queue: [entry({ draft: {} })], number: [entry({}), entry({ draft: {} })] }} />,
  );
  expect(screen.getByRole('status').textContent).toContain('有 2 项改动尚未生效');
  await userEvent.click(screen.getByRole('button', { name: /发\s?布/ }));
  await waitFor(() => expect(heard[0]?.body).toEqual({ kinds: ['queue', 'number'], note: '' }));
});

it('lets members ring later only where one joins after another, and keeps what it does not show', () => {
  const members = [
    { extension: '8001', after: 5, hours: 'day' },
    { extension: ' ', after: 1 },
  ];
  expect(sent(SHAPES.ring_group, { order: 'by_time', members })).toEqual({
    order: 'by_time',
    members: [{ extension: '8001', after: 5, hours: 'day' }],
  });
  expect(sent(SHAPES.ring_group, { members })).toEqual({ members: [{ extension: '8001', hours: 'day' }] });
});
