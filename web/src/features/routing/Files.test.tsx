import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { Files } from './Files';

afterEach(() => vi.unstubAllGlobals());

const CHANGED = {
  kind: 'queue',
  key: 'desk',
  before: { name: { zh: '前台' }, ring_seconds: 20 },
  after: { name: { zh: '前台' }, ring_seconds: 12 },
  late: null,
};
const LATE = { mark: 'x', at: '2026-09-21T14:00:00Z', by: { zh: '陈静', en: '' } };

function page(answer: (body: { over: boolean }) => { status: number; body?: unknown }): Heard[] {
  const heard = pretendServer(({ path, body }) => {
    if (path === '/api/config/import/check') return answer(body as { over: boolean });
    if (path === '/api/config/import') return { status: 200, body: { changed: [['queue', 'desk']] } };
    if (path === '/api/queues/announcements') return { status: 200, body: [] };
    return { status: 200, body: { kind: '', number: 1, items: [], nothing: '' } };
  });
  draw(<Files />);
  return heard;
}

async function chosen(text = 'huawu_config: 1\n'): Promise<void> {
  const file = Object.assign(new File([text], 'centre.yaml'), { text: () => Promise.resolve(text) });
  fireEvent.change(document.querySelector('input[type=file]') as HTMLInputElement, {
    target: { files: [file] },
  });
  await waitFor(() => expect(screen.queryByText('centre.yaml') ?? screen.queryByRole('alert')).toBeTruthy());
}

const imported = (heard: Heard[]) => heard.filter(({ path }) => path === '/api/config/import');

it('shows in words what a file would change before anything is saved', async () => {
  const heard = page(() => ({ status: 200, body: { items: [CHANGED], others: 2 } }));
  await chosen();
  expect(await screen.findByText('振铃秒数：20 → 12')).toBeTruthy();
  expect(screen.getByText('文件里还有 2 项其他配置不同，这里不导入。')).toBeTruthy();
  expect(imported(heard)).toEqual([]);
  await userEvent.click(screen.getByText('存为草稿'));
  await waitFor(() => expect(imported(heard)).toHaveLength(1));
  expect(imported(heard)[0]?.body).toMatchObject({
    over: false,
    whole: false,
    kinds: ['queue', 'skill', 'hours'],
  });
});

it('saves nothing over what others changed since, unless that is wanted', async () => {
  const heard = page(({ over }) => ({
    status: 200,
    body: { items: [{ ...CHANGED, late: over ? null : LATE }], others: 0 },
  }));
  await chosen();
  expect((await screen.findByRole('alert')).textContent).toContain('队列“前台”：陈静');
  expect(screen.queryByText('存为草稿')).toBeNull();
  await userEvent.click(screen.getByText('仍以文件为准'));
  await userEvent.click(await screen.findByText('存为草稿'));
  await waitFor(() => expect(imported(heard)[0]?.body).toMatchObject({ over: true }));
});

it('says why a file is refused, and takes none that is too large', async () => {
  const heard = page(() => problem(422, 'config.not_yaml', { line: 3 }));
  await chosen();
  expect((await screen.findByRole('alert')).textContent).toContain('config.not_yaml');
  await chosen('x'.repeat(1024 * 1024 + 1));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('太大'));
  expect(heard.filter(({ path }) => path === '/api/config/import/check')).toHaveLength(1);
});
