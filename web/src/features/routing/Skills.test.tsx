import { useQueryClient } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer, problem } from '../../../test/page';
import { Skills } from './Skills';

afterEach(() => vi.unstubAllGlobals());

function Again() {
  const client = useQueryClient();
  return <button onClick={() => void client.invalidateQueries({ queryKey: ['config'] })}>again</button>;
}

const at = { version: 1, published_at: null, published_by: null, draft_removes: false };
const digest = (body: unknown): string => encodeURIComponent(JSON.stringify(body)).replaceAll('.', '');

/** A server with one skill, whose draft is what was saved last, here or by somebody else. */
function centre() {
  const value = { name: { zh: '英语' } };
  const kept = { draft: null as unknown, at: 1 };
  const markNow = (): string => `${digest(kept.draft ?? value)}.${kept.at}`;
  const heard = pretendServer(({ method, path, body }) => {
    if (path === '/api/queues/announcements') return { status: 200, body: [] };
    const { value: next, base } = (body ?? {}) as { value?: unknown; base?: string };
    if (method === 'PUT' && base?.split('.')[0] !== markNow().split('.')[0])
      return problem(409, 'config.changed_meanwhile');
    if (method === 'PUT') kept.draft = next;
    if (method === 'DELETE') kept.draft = null;
    if (method !== 'GET') kept.at += 1;
    const changed = {
      mark: markNow(),
      at: `2026-09-21T14:00:0${kept.at}Z`,
      by: kept.draft ? { zh: '陈静', en: 'Chen Jing' } : null,
    };
    const skill = { key: 'english', value, draft: kept.draft, changed, ...at };
    const items = path.endsWith('/skill') ? [skill] : [];
    return { status: 200, body: { kind: 'skill', number: 1, items, nothing: 'none.0' } };
  });
  draw(
    <>
      <Again />
      <Skills chosen="english" mayChange />
    </>,
  );
  const others = (body: unknown): void => {
    kept.draft = body;
    kept.at += 1;
  };
  const elsewhere = async (zh: string) => {
    const before = heard.length;
    others({ name: { zh } });
    await userEvent.click(screen.getByText('again'));
    await waitFor(() => expect(heard.length).toBeGreaterThan(before + 1));
    await screen.findAllByText(zh);
  };
  return { heard, elsewhere, others };
}

const name = async (): Promise<HTMLInputElement> => await screen.findByLabelText('名称');

it('keeps what is written and not saved when the list is read anew', async () => {
  const { elsewhere } = centre();
  await userEvent.type(await name(), '口语');
  await elsewhere('日语');
  expect((await name()).value).toBe('英语口语');
});

it('shows what somebody else saved where nothing is written', async () => {
  const { elsewhere } = centre();
  expect((await name()).value).toBe('英语');
  await elsewhere('日语');
  await waitFor(async () => expect((await name()).value).toBe('日语'));
});

it('follows others again once what was written is saved, and goes back when that is undone', async () => {
  const { elsewhere } = centre();
  await userEvent.type(await name(), '口语');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: '存为草稿' })).toHaveProperty('disabled', true),
  );
  await elsewhere('日语');
  await waitFor(async () => expect((await name()).value).toBe('日语'));
  await userEvent.type(await name(), '口语');
  await userEvent.click(screen.getByRole('button', { name: '撤销草稿' }));
  await waitFor(async () => expect((await name()).value).toBe('英语'));
});

const note = () => screen.findByRole('alert');
const save = () => userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
const values = (heard: { method: string; body: unknown }[]): unknown[] =>
  heard.filter(({ method }) => method === 'PUT').map(({ body }) => (body as { value: unknown }).value);

it('shows what somebody else changed before it is overwritten, and keeps both', async () => {
  const { heard, others } = centre();
  await userEvent.type(await name(), '口语');
  others({ name: { zh: '英语' }, order: 3 });
  await save();
  expect((await note()).textContent).toContain('陈静在您修改期间');
  expect((await note()).textContent).toContain('在列表中的位置：未设 → 3');
  expect((await note()).textContent).toContain('名称：英语 → 英语口语');
  await userEvent.click(screen.getByRole('button', { name: '合在一起' }));
  await save();
  await waitFor(() => expect(values(heard)).toHaveLength(2));
  expect(values(heard)[1]).toEqual({ name: { zh: '英语口语' }, order: 3 });
});

it('takes theirs without losing what was written, and keeps only mine on purpose', async () => {
  const { heard, others } = centre();
  await userEvent.type(await name(), '口语');
  others({ name: { zh: '日语' } });
  await save();
  expect((await note()).textContent).toContain('两边都改了：名称');
  await userEvent.click(screen.getByRole('button', { name: '用对方的' }));
  expect((await name()).value).toBe('日语');
  await userEvent.click(screen.getByRole('button', { name: '换回我写的' }));
  expect((await name()).value).toBe('英语口语');
  await save();
  await waitFor(() =>
    expect(values(heard)).toEqual([{ name: { zh: '英语口语' } }, { name: { zh: '英语口语' } }]),
  );
});

it('says so before one saves, as soon as it is known', async () => {
  const { heard, elsewhere } = centre();
  await userEvent.type(await name(), '口语');
  await elsewhere('日语');
  expect((await note()).textContent).toContain('陈静在您修改期间');
  await userEvent.click(screen.getByRole('button', { name: '只留我的' }));
  await save();
  await waitFor(() => expect(values(heard)).toEqual([{ name: { zh: '英语口语' } }]));
});
