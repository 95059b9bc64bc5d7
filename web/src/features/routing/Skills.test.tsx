import { useQueryClient } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer } from '../../../test/page';
import { Skills } from './Skills';

afterEach(() => vi.unstubAllGlobals());

function Again() {
  const client = useQueryClient();
  return <button onClick={() => void client.invalidateQueries({ queryKey: ['config'] })}>again</button>;
}

const at = { version: 1, published_at: null, published_by: null, draft_removes: false };

/** A server with one skill, whose draft is what was saved last, here or by somebody else. */
function centre() {
  const kept = { draft: null as unknown };
  const heard = pretendServer(({ method, path, body }) => {
    if (method === 'PUT') kept.draft = (body as { value: unknown }).value;
    if (method === 'DELETE') kept.draft = null;
    const skill = { key: 'english', value: { name: { zh: '英语' } }, draft: kept.draft, ...at };
    const items = path.endsWith('/skill') ? [skill] : [];
    return { status: 200, body: { kind: 'skill', number: 1, items } };
  });
  draw(
    <>
      <Again />
      <Skills chosen="english" mayChange />
    </>,
  );
  const elsewhere = async (zh: string) => {
    const before = heard.length;
    kept.draft = { name: { zh } };
    await userEvent.click(screen.getByText('again'));
    await waitFor(() => expect(heard.length).toBeGreaterThan(before + 1));
    await screen.findAllByText(zh);
  };
  return { heard, elsewhere };
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
