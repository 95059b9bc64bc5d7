import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FlowProblem } from '@/api/flows';
import type { ConfigEntry } from '@/api/types';
import { draw, pretendServer, type Heard } from '../../../test/page';
import { FlowEditor } from './FlowEditor';

// The drawing needs a browser that measures; everything it shows is in the outline too.
vi.mock('./Canvas', () => ({ default: () => null }));

const graph = {
  start: 'greet',
  nodes: {
    greet: { do: 'play', say: ['greeting.hotel'], next: 'menu' },
    menu: { do: 'menu', say: ['menu.hotel'], choices: { '1': 'desk' }, otherwise: 'desk' },
    desk: { do: 'enqueue', queue: 'front-desk' },
  },
};
const entry = {
  key: 'hotel',
  value: { graph, name: { zh: '总机', en: 'Hotel' } },
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: 'a.1', at: '2026-11-22T10:00:00Z', by: null },
} as unknown as ConfigEntry;

const shipped = { id: 'menu.hotel', texts: { 'zh-CN': '总机请按1' }, seconds: 2, used: [] };

function serve(problems: Partial<FlowProblem>[] = []): Heard[] {
  return pretendServer(({ method, path }) => {
    if (path === '/api/flows/check') return { status: 200, body: { graph, problems, tests: [] } };
    if (path === '/api/prompts')
      return { status: 200, body: { items: [], shipped: [shipped], nothing: '', speaks: false } };
    if (method === 'PUT') return { status: 200, body: { kind: 'flow', key: 'hotel', version: 2 } };
    const kind = path.split('/').at(-1) ?? '';
    const items = kind === 'flow' ? [entry] : [];
    return { status: 200, body: { kind, number: 1, items, nothing: '' } };
  });
}

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.unstubAllGlobals());

const lines = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[data-line]')].map((one) => one.dataset.line ?? '');

it('deletes a node by keyboard, closes the gap, and brings it back', async () => {
  serve();
  draw(<FlowEditor entry={entry} mayChange />);
  expect(lines()).toEqual(['greet', 'menu', 'desk']);
  const menu = document.querySelector<HTMLElement>('[data-line=menu]')!;
  menu.focus();
  await userEvent.keyboard('{Delete}');
  expect(lines()).toEqual(['greet', 'desk']);
  await userEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(lines()).toEqual(['greet', 'menu', 'desk']);
  expect(screen.getByRole('button', { name: '保存草稿' })).toHaveProperty('disabled', true);
});

it('renames a node everywhere, and saves the draft made from what was there', async () => {
  const heard = serve();
  draw(<FlowEditor entry={entry} mayChange />);
  await userEvent.click(document.querySelector<HTMLElement>('[data-line=desk]')!);
  const name = screen.getByLabelText('改名');
  await userEvent.clear(name);
  await userEvent.type(name, 'reception{Enter}');
  expect(lines()).toEqual(['greet', 'menu', 'reception']);
  await userEvent.click(screen.getByRole('button', { name: '保存草稿' }));
  await waitFor(() => expect(heard.some(({ method }) => method === 'PUT')).toBe(true));
  const { path, body } = heard.find(({ method }) => method === 'PUT')!;
  expect(path).toBe('/api/config/flow/hotel');
  expect(body).toMatchObject({
    base: 'a.1',
    value: { graph: { nodes: { menu: { choices: { '1': 'reception' }, otherwise: 'reception' } } } },
  });
});

it('says what is wrong at the field and in a list that leads there', async () => {
  const words = { zh: '菜单里一个按键都没有。', en: 'The menu has no keys.' };
  serve([{ key: 'flow.no_choices', node: 'menu', field: 'choices', params: {}, words }]);
  draw(<FlowEditor entry={entry} mayChange />);
  await userEvent.click(await screen.findByRole('button', { name: '问题（1）' }));
  await userEvent.click(screen.getByRole('button', { name: 'menu' }));
  expect((await screen.findByRole('alert')).textContent).toBe(words.zh);
  expect(screen.getByRole('heading', { name: '菜单 · menu' })).toBeTruthy();
  expect(await screen.findByText('总机请按1')).toBeTruthy();
});

it('lets who may not change look, and nothing else', async () => {
  serve();
  draw(<FlowEditor entry={entry} mayChange={false} />);
  expect(screen.queryByRole('button', { name: '保存草稿' })).toBeNull();
  const menu = document.querySelector<HTMLElement>('[data-line=menu]')!;
  menu.focus();
  await userEvent.keyboard('{Delete}');
  expect(lines()).toContain('menu');
  fireEvent.click(menu);
  expect(await screen.findByLabelText('改名')).toHaveProperty('disabled', true);
});

it('keeps what was not saved for the next visit', async () => {
  serve();
  const first = draw(<FlowEditor entry={entry} mayChange />);
  document.querySelector<HTMLElement>('[data-line=menu]')!.focus();
  await userEvent.keyboard('{Delete}');
  first.unmount();
  draw(<FlowEditor entry={entry} mayChange />);
  expect(lines()).toContain('menu');
  await userEvent.click(screen.getByRole('button', { name: '接着改' }));
  expect(lines()).toEqual(['greet', 'desk']);
});
