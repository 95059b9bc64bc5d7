import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OwnPrompt, Prompts } from '@/api/prompts';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { PromptsPage } from './PromptsPage';

const SOUND = 'a'.repeat(64);
const MADE = 'b'.repeat(64);
const given = { may: ['prompts.change'] };
vi.mock('@/shared/session/session', () => ({
  useSession: () => null,
  may: (_: unknown, ...wanted: string[]) => wanted.some((one) => given.may.includes(one)),
}));
vi.mock('@/shared/sound/wav', () => ({ asWav: () => Promise.resolve(new Blob(['wav'])) }));

const holiday: OwnPrompt = {
  key: 'holiday',
  name: { zh: '春节', en: 'New Year' },
  sounds: {
    'zh-CN': { sound: SOUND, seconds: 3.2, text: '春节快乐', made: 'recorded', there: true },
  },
  missing: ['en-US'],
  in_force: true,
  draft: false,
  draft_removes: false,
  used: [
    { flow: 'hotel', queue: '', name: { zh: '酒店', en: 'Hotel' }, draft: false },
    { flow: '', queue: 'front', name: { zh: '前台', en: 'Front desk' }, draft: false },
  ],
  changed: { mark: 'v3', at: '2026-09-21T08:00:00Z', by: null },
};
const shipped = { id: 'goodbye', texts: { 'zh-CN': '再见', 'en-US': 'Goodbye' }, seconds: 1.2, used: [] };
const all: Prompts = { items: [holiday], shipped: [shipped], nothing: 'none', speaks: false };

type Saved = { status: number; body?: unknown };
function serve(saved: (heard: Heard) => Saved, prompts: Prompts = all): Heard[] {
  return pretendServer((heard) => (heard.method === 'GET' ? { status: 200, body: prompts } : saved(heard)));
}

beforeEach(() => {
  const side = document.createElement('div');
  side.id = 'side';
  document.body.append(side);
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.getElementById('side')?.remove();
  given.may = ['prompts.change'];
});

it('shows what each prompt says, what it lacks, and where it is used', async () => {
  serve(() => ({ status: 204 }));
  draw(<PromptsPage />);
  const line = within(await screen.findByRole('list', { name: '自己的' }));
  for (const text of ['春节', 'own/holiday', '缺英文', '春节快乐', '用于：酒店 · 队列前台']) {
    expect(line.getByText(text)).toBeTruthy();
  }
  expect(line.getByRole('button', { name: /^试听中文：春节 / })).toBeTruthy();
  await userEvent.click(screen.getByText('系统自带'));
  expect(await screen.findByText('Goodbye')).toBeTruthy();
});

it('keeps an uploaded sound, says it in the draft, and sends what it was made from', async () => {
  const kept = { sound: MADE, seconds: 2.5, level: -30, overdriven: false, cut: 1.5 };
  const bodies: unknown[] = [];
  const fetching = (asked: Request): Promise<Response> => {
    const at = new URL(asked.url).pathname;
    const json = (body: unknown): Response =>
      new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    if (asked.method === 'GET') return Promise.resolve(json(all));
    if (at === '/api/prompts/sounds') return Promise.resolve(json(kept));
    return asked.json().then((body: unknown) => {
      bodies.push([asked.method, at, body]);
      return new Response(null, { status: 204 });
    });
  };
  vi.stubGlobal('fetch', fetching);
  draw(<PromptsPage />);
  await userEvent.click(await screen.findByRole('button', { name: '编辑 春节' }));
  const english = within(screen.getByRole('region', { name: '英文' }));
  const file = new File(['mp3'], 'a.mp3', { type: 'audio/mpeg' });
  await userEvent.upload(english.getByLabelText('上传文件', { selector: 'input' }), file);
  expect(await english.findByText('2.5 秒')).toBeTruthy();
  expect(english.getByText('去掉了 1.5 秒静音。')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '保存草稿' }));
  expect(await screen.findByText('已存为草稿，发布后来电者才听得到。')).toBeTruthy();
  const sounds = {
    'zh-CN': { sound: SOUND, text: '春节快乐', made: 'recorded' },
    'en-US': { sound: MADE, text: '', made: 'uploaded' },
  };
  expect(bodies).toEqual([
    ['PUT', '/api/prompts/holiday', { name: holiday.name, sounds, base: 'v3', note: '' }],
  ]);
});

it('says why a draft was refused, and keeps the form open', async () => {
  serve(() => problem(409, 'config.changed_meanwhile'));
  draw(<PromptsPage />);
  await userEvent.click(await screen.findByRole('button', { name: '编辑 春节' }));
  await userEvent.click(screen.getByRole('button', { name: '保存草稿' }));
  expect((await screen.findByRole('alert')).textContent).toContain('config.changed_meanwhile');
  expect(screen.getByRole('button', { name: '保存草稿' })).toBeTruthy();
});

it('publishes what waits, and offers neither that nor a change to who may only look', async () => {
  const waiting = { ...all, items: [{ ...holiday, draft: true }] };
  const heard = serve(() => ({ status: 200, body: { number: 4 } }), waiting);
  const { unmount } = draw(<PromptsPage />);
  await userEvent.click(await screen.findByRole('button', { name: '发布' }));
  expect(await screen.findByText('已发布，从下一个来电起生效。')).toBeTruthy();
  expect(heard.find(({ method }) => method === 'POST')?.body).toEqual({ kinds: ['prompt'], note: '' });
  unmount();
  given.may = [];
  draw(<PromptsPage />);
  expect(await screen.findByText('own/holiday')).toBeTruthy();
  for (const name of ['发布', '新建提示音', '编辑 春节']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});

it('does not offer a voice where there is none', async () => {
  serve(() => ({ status: 204 }));
  draw(<PromptsPage />);
  await userEvent.click(await screen.findByRole('button', { name: '编辑 春节' }));
  const chinese = within(screen.getByRole('region', { name: '中文' }));
  expect(chinese.getByRole('button', { name: '由文字生成' }).hasAttribute('disabled')).toBe(true);
});
