import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { AtHand, Line, Use } from '@/api/scripts';
import { useKeys } from '@/shared/commands/keys';
import { draw, pretendServer, type Heard } from '../../../../test/page';
import { ScriptPanel } from './ScriptPanel';
import { withUse } from './use-script';

afterEach(() => vi.unstubAllGlobals());

const words = (zh: string) => ({ zh, en: `${zh} (en)` });
const line: Line = {
  node: 'hello',
  title: null,
  line: words('您好，云栖酒店。'),
  hint: words('面带微笑'),
  choices: [],
  ahead: [words('请问有什么可以帮您？')],
  on: true,
};
const asking: Line = {
  ...line,
  node: 'help',
  line: words('请问有什么可以帮您？'),
  choices: [
    { number: 1, say: words('我要投诉') },
    { number: 2, say: words('我想订房') },
  ],
  ahead: [],
  on: false,
};
const use: Use = {
  id: 'u1',
  script: 's1',
  scene: 'greeting',
  name: words('标准问候'),
  version: 1,
  language: 'zh',
  line,
  seq: 1,
  can_go_back: false,
  mood: '',
  helpful: null,
  left: null,
  rehearsal: false,
};
const script = (id: string, zh: string) =>
  ({ id, scene: 'greeting', name: words(zh), version: 1, aside: false }) as const;
const hand: AtHand = {
  opening: 's1',
  preview: line,
  language: 'zh',
  use: null,
  ended: [],
  scripts: [script('s1', '标准问候'), script('s2', '请客户稍等')],
};
const named = (key: string, zh: string) => ({ key, name: words(zh) });
const vocabulary = {
  scenes: [],
  line_variables: [],
  moods: [named('calm', '平静'), named('angry', '愤怒')],
  skip_reasons: [named('hurry', '客户赶时间')],
  leave_reasons: [named('judgement', '凭经验另行处理')],
};

function serve(at: AtHand, after: Use = { ...use, line: asking, seq: 3 }): Heard[] {
  return pretendServer(({ method, path }) => {
    if (path === '/api/scripts/vocabulary') return { status: 200, body: vocabulary };
    if (method === 'GET') return { status: 200, body: at };
    if (path.endsWith('/uses')) return { status: 201, body: use };
    if (path.endsWith('/helpful')) return { status: 200, body: { helpful: true } };
    return { status: 200, body: after };
  });
}

function Keyed({ moment }: { moment: 'ringing' | 'talking' | 'wrap_up' }) {
  useKeys();
  return <ScriptPanel interaction="c1" moment={moment} />;
}

const posted = (heard: Heard[]): Heard[] => heard.filter(({ method }) => method !== 'GET');

it('shows how to greet while it rings, and puts nothing on record', async () => {
  const heard = serve(hand);
  draw(<Keyed moment="ringing" />);
  expect(await screen.findByText('您好，云栖酒店。')).toBeTruthy();
  expect(screen.getByText('接起后说：')).toBeTruthy();
  expect(posted(heard)).toHaveLength(0);
});

it('begins the greeting by itself when the talk begins, once', async () => {
  const heard = serve(hand);
  draw(<Keyed moment="talking" />);
  await screen.findByRole('button', { name: '下一句' });
  expect(posted(heard)).toHaveLength(1);
  expect(posted(heard)[0]).toMatchObject({ path: '/api/desk/scripts/c1/uses', body: { script: 's1' } });
});

it('does not begin it again when it was said already', async () => {
  const heard = serve({ ...hand, ended: [{ ...use, line: null }] });
  draw(<Keyed moment="talking" />);
  await screen.findByText('这篇话术说完了。');
  expect(posted(heard)).toHaveLength(0);
});

it('is stepped through by keys alone: the next line, then what the customer answers', async () => {
  const heard = serve({ ...hand, use });
  draw(<Keyed moment="talking" />);
  await screen.findByRole('button', { name: '下一句' });
  fireEvent.keyDown(document.body, { key: 'ArrowDown', altKey: true });
  await screen.findByRole('button', { name: /我想订房/ });
  expect(posted(heard)[0]?.body).toMatchObject({ did: 'on', seen: 1 });
  await waitFor(() => {
    fireEvent.keyDown(document.body, { key: '2', altKey: true, code: 'Digit2' });
    expect(posted(heard)[1]?.body).toMatchObject({ did: 'choose', detail: '2', seen: 3 });
  });
});

it('skips a line only with a reason, and goes back to it on escape', async () => {
  const heard = serve({ ...hand, use });
  draw(<Keyed moment="talking" />);
  await screen.findByRole('button', { name: '下一句' });
  fireEvent.keyDown(document.body, { key: '.', altKey: true });
  const reason = await screen.findByRole('button', { name: '客户赶时间' });
  expect(document.activeElement).toBe(reason);
  fireEvent.keyDown(reason, { key: 'Escape' });
  await userEvent.click(await screen.findByRole('button', { name: '跳过' }));
  await userEvent.click(screen.getByRole('button', { name: '客户赶时间' }));
  await waitFor(() => expect(posted(heard)).toHaveLength(1));
  expect(posted(heard)[0]?.body).toMatchObject({ did: 'skip', detail: 'hurry' });
});

it('sends what the customer said, and says when no answer fits', async () => {
  const heard = serve({ ...hand, use: { ...use, line: asking } }, { ...use, line: asking, seq: 2 });
  draw(<Keyed moment="talking" />);
  const field = await screen.findByLabelText('客户说了什么');
  await userEvent.type(field, '今天天气不错{Enter}');
  expect(await screen.findByText('没有匹配的回答，请直接选择。')).toBeTruthy();
  expect(posted(heard)[0]?.body).toMatchObject({ did: 'hear', detail: '今天天气不错' });
});

it('tells the mood by one click', async () => {
  const heard = serve({ ...hand, use });
  draw(<Keyed moment="talking" />);
  await userEvent.click(await screen.findByRole('button', { name: '愤怒' }));
  await waitFor(() => expect(posted(heard)[0]?.body).toMatchObject({ did: 'mood', detail: 'angry' }));
});

it('leaves the script with a reason and a word of explanation', async () => {
  const heard = serve({ ...hand, use }, { ...use, line: null, left: 'judgement' });
  draw(<Keyed moment="talking" />);
  await userEvent.click(await screen.findByRole('button', { name: '不用话术' }));
  await userEvent.type(screen.getByLabelText('补充说明（可不填）'), '找经理');
  await userEvent.click(screen.getByRole('button', { name: '凭经验另行处理' }));
  expect(await screen.findByText('已离开话术。')).toBeTruthy();
  expect(posted(heard)[0]?.body).toMatchObject({ did: 'leave', detail: 'judgement', note: '找经理' });
});

it('asks whether it helped, also while one writes the call up', async () => {
  const heard = serve({ ...hand, ended: [{ ...use, line: null }] });
  draw(<Keyed moment="wrap_up" />);
  await userEvent.click(await screen.findByRole('button', { name: '有帮助' }));
  await waitFor(() => expect(posted(heard)[0]?.body).toEqual({ helpful: true }));
});

it('asks of a script that was not read to its end too when the call is over', async () => {
  const heard = serve({ ...hand, use });
  draw(<Keyed moment="wrap_up" />);
  const asked = await screen.findByRole('group', { name: /标准问候/ });
  await userEvent.click(within(asked).getByRole('button', { name: '没帮助' }));
  await waitFor(() => expect(posted(heard)[0]?.body).toEqual({ helpful: false }));
});

it('is not there while one writes up a call in which nothing was read', async () => {
  const heard = serve(hand);
  draw(<Keyed moment="wrap_up" />);
  await waitFor(() => expect(heard).toHaveLength(2));
  expect(screen.queryByRole('region', { name: '话术' })).toBeNull();
});

it('speaks the other language on demand', async () => {
  serve({ ...hand, use });
  draw(<Keyed moment="talking" />);
  await userEvent.click(await screen.findByRole('button', { name: '说英文' }));
  expect(screen.getByText('您好，云栖酒店。 (en)')).toBeTruthy();
});

it('is not there when nobody has written a script', async () => {
  const heard = serve({ ...hand, opening: null, preview: null, scripts: [] });
  draw(<Keyed moment="talking" />);
  await waitFor(() => expect(heard).toHaveLength(2));
  expect(screen.queryByRole('region', { name: '话术' })).toBeNull();
});

it('remembers what was set aside when another script is begun', () => {
  const other: Use = { ...use, id: 'u2', script: 's2' };
  const after = withUse({ ...hand, use }, other);
  expect(after.scripts.map(({ aside }) => aside)).toEqual([true, false]);
  expect(withUse(after, { ...other, line: null }).ended.map(({ id }) => id)).toEqual(['u2']);
});
