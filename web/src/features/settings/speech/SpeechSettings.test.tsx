import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ConfigEntry } from '@/api/types';
import { draw, pretendServer, type Heard } from '../../../../test/page';
import { SpeechSettings } from './SpeechSettings';

afterEach(() => vi.unstubAllGlobals());

const plan = {
  name: { zh: '默认', en: 'Default' },
  hear: [{ engine: 'funasr_ws', url: 'ws://127.0.0.1:10095', seconds: 8 }, { engine: 'builtin' }],
  say: [{ engine: 'builtin', voices: { 'zh-CN': 'zf_xiaobei' }, speed: 0.9 }],
  lexicon: [{ term: '云栖酒店', heard_as: ['云七酒店'] }],
  something_newer: 7,
};
const entry = {
  key: 'default',
  value: plan,
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: 'a.1', at: '2026-11-22T10:00:00Z', by: null },
} as unknown as ConfigEntry;
const doing = { asked: 5, answered: 2, failed: 3, timed_out: 0, resting: 1, busy: 0, took_ms: 320 };
const state = {
  parts: {
    voice_lacks: ['misaki'],
    ear_lacks: [],
    detector_lacks: [],
    voices: ['zf_xiaobei', 'af_heart'],
    missing_voices: ['zm_yunxi'],
    models: [],
  },
  plans: { default: { hear: [{ engine: 'funasr_ws', state: 'open', ...doing }], say: [] } },
  keys: ['cloud'],
};
const said = { wav: '', engine: 'kokoro', voice: 'zf_xiaobei', seconds: 2, took_ms: 900 };

function serve(items: ConfigEntry[] = [entry], refuse?: { key: string; field: string }): Heard[] {
  return pretendServer(({ method, path }) => {
    if (path === '/api/speech') return { status: 200, body: state };
    if (path === '/api/speech/sounds-like') return { status: 200, body: { sounds: ['yun qi jiu dian'] } };
    if (path === '/api/speech/say') return { status: 200, body: said };
    if (method === 'PUT' && refuse)
      return {
        status: 422,
        body: { key: refuse.key, status: 422, title: '不允许', detail: '', params: { field: refuse.field } },
      };
    if (method === 'PUT') return { status: 200, body: { kind: 'speech', key: 'default', version: 2 } };
    return { status: 200, body: { kind: 'speech', number: 1, items, nothing: 'none' } };
  });
}

const saved = async (heard: Heard[]): Promise<Record<string, unknown>> => {
  fireEvent.click(screen.getByRole('button', { name: '保存草稿' }));
  await waitFor(() => expect(heard.some(({ method }) => method === 'PUT')).toBe(true));
  const { path, body } = heard.find(({ method }) => method === 'PUT')!;
  expect(path).toBe('/api/config/speech/default');
  return (body as { value: Record<string, unknown> }).value;
};
const first = (): Promise<HTMLElement> => screen.findByRole('listitem', { name: '第 1 个：FunASR 服务' });

it('keeps sound in the house unless somebody says otherwise, and says what that means', async () => {
  const heard = serve();
  draw(<SpeechSettings mayChange />);
  const engine = await first();
  const leave = within(engine).getByRole('switch', { name: '语音可以离开本机' });
  expect(leave.getAttribute('aria-checked')).toBe('false');
  expect(within(engine).getByText(/只留在这台机器上/)).toBeTruthy();
  fireEvent.click(leave);
  expect(within(engine).getByText(/会发送到上面的地址/)).toBeTruthy();
  fireEvent.click(leave);
  fireEvent.click(leave);
  const { hear } = await saved(heard);
  expect(hear).toEqual([{ ...plan.hear[0], may_leave_host: true }, { engine: 'builtin' }]);
});

it('orders, adds and takes away engines and terms; what it does not know stays', async () => {
  const heard = serve();
  draw(<SpeechSettings mayChange />);
  await first();
  fireEvent.click(screen.getByRole('button', { name: '下移 第 1 个：FunASR 服务' }));
  fireEvent.click(screen.getByRole('button', { name: '合成（把文字念出来） 加一个引擎' }));
  fireEvent.change(screen.getByLabelText('词 1'), { target: { value: '云栖阁' } });
  fireEvent.change(screen.getByLabelText('常被听成（逗号隔开） 1'), { target: { value: '云七阁，运气阁' } });
  const value = await saved(heard);
  expect(value).toMatchObject({
    hear: [{ engine: 'builtin' }, { engine: 'funasr_ws' }],
    say: [{ engine: 'builtin' }, { engine: 'builtin', voices: { 'en-US': 'af_heart' } }],
    lexicon: [{ term: '云栖阁', heard_as: ['云七阁', '运气阁'] }],
    something_newer: 7,
  });
});

it('shows a long lexicon in parts, and what is sought of it', async () => {
  const lexicon = Array.from({ length: 120 }, (_, n) => ({ term: `词语${n}号` }));
  const heard = serve([{ ...entry, value: { ...plan, lexicon } } as unknown as ConfigEntry]);
  draw(<SpeechSettings mayChange />);
  await first();
  expect(screen.getAllByLabelText(/^词 \d+$/)).toHaveLength(50);
  fireEvent.change(screen.getByPlaceholderText('查找专名'), { target: { value: '119' } });
  fireEvent.change(await screen.findByDisplayValue('词语119号'), { target: { value: '词语119' } });
  const value = await saved(heard);
  expect((value.lexicon as unknown[])[119]).toEqual({ term: '词语119' });
  expect(value.lexicon).toHaveLength(120);
});

it('begins with nothing where there is no plan, and says what that means', async () => {
  serve([]);
  draw(<SpeechSettings mayChange />);
  expect(await screen.findByText(/来电者只能按键/)).toBeTruthy();
  expect(screen.getByText(/只能播放录好的提示音/)).toBeTruthy();
});

it('says at the engine what is wrong with it', async () => {
  const heard = serve([entry], { key: 'speech.may_not_leave_host', field: 'hear.0.url' });
  draw(<SpeechSettings mayChange />);
  const engine = await first();
  const address = within(engine).getByLabelText('地址');
  fireEvent.change(address, { target: { value: 'wss://ears.example' } });
  await saved(heard);
  expect((await within(engine).findByRole('alert')).textContent).toBe('不允许');
});

it('tries the plan as it is written', async () => {
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:a', revokeObjectURL: vi.fn() }));
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
  const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  const heard = serve();
  draw(<SpeechSettings mayChange />);
  await first();
  fireEvent.click(screen.getByRole('button', { name: '去掉 第 1 个：FunASR 服务' }));
  fireEvent.change(screen.getByLabelText('要念的话'), { target: { value: '您好' } });
  fireEvent.click(screen.getByRole('button', { name: '念出来' }));
  expect(await screen.findByText('kokoro，音色 zf_xiaobei，用时 900 毫秒')).toBeTruthy();
  expect(play).toHaveBeenCalledOnce();
  const { body } = heard.find(({ path }) => path === '/api/speech/say')!;
  expect(body).toMatchObject({ text: '您好', language: 'zh-CN', plan: { hear: [{ engine: 'builtin' }] } });
});

it('shows how engines do, what is installed, and how terms sound', async () => {
  serve();
  draw(<SpeechSettings mayChange={false} />);
  const list = await screen.findByRole('region', { name: '引擎状况' });
  expect(within(list).getByText('休息中')).toBeTruthy();
  expect(within(list).getByText(/失败 3/)).toBeTruthy();
  expect(screen.getByText(/huawu speech install/)).toBeTruthy();
  expect(await screen.findByText('yun qi jiu dian')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '保存草稿' })).toBeNull();
  expect(screen.queryByRole('region', { name: '试一试' })).toBeNull();
});
