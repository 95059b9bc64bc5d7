import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CaseSuggestions } from '@/api/cases';
import { commandsNow } from '@/shared/commands/registry';
import { SessionContext } from '@/shared/session/session';
import { ARRANGED, besides, choose, page, sent, SESSION, where, whole } from '../../../test/cases';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { NewCase } from './NewCase';

type Answer = ReturnType<typeof problem>;

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const word = (text: string, said = false) => ({ text, said });
const NOTHING = { type: null, priority: null, risks: [], heard: false };
const SUGGESTED: CaseSuggestions = {
  type: {
    id: 'noise',
    path_name: { zh: '投诉 / 噪音', en: '' },
    top: 'complaint',
    whole: true,
    confidence: 0.8,
    words: [word('太吵'), word('不退', true)],
  },
  priority: { value: 'high', rule_name: { zh: '人身安全', en: '' }, confidence: 1, words: [word('起火')] },
  risks: [{ name: 'fire', urgent: true, confidence: 0.9, words: [word('起火')] }],
  heard: true,
};

/** A page for a new case; each sending is answered by the next of `answers`. */
function blank(
  answers: (Answer | Promise<Answer>)[],
  at = '/cases/new',
  suggested: CaseSuggestions = NOTHING,
): Heard[] {
  const left = [...answers];
  const heard = pretendServer(({ method, path }) => {
    if (path === '/api/cases/suggestions') return { status: 200, body: suggested };
    if (method === 'POST') return left.shift() ?? { status: 500 };
    const beside = besides(path);
    if (beside) return beside;
    return { status: 200, body: path === '/api/cases/arrangement' ? ARRANGED : { name: '王小明' } };
  });
  page(<NewCase />, at);
  return heard;
}

/** The same, its type chosen. */
async function newCase(answers: (Answer | Promise<Answer>)[], at?: string): Promise<Heard[]> {
  const heard = blank(answers, at);
  await choose(screen.getByRole('combobox', { name: '类型' }), '投诉 / 噪音');
  return heard;
}

const write = (label: string, text: string): Promise<void> =>
  userEvent.type(screen.getByRole('textbox', { name: label }), text);
const receive = (): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name: /受理/ });

it('asks the fields of the type, and those that an answer calls for', async () => {
  const heard = await newCase([{ status: 201, body: whole() }], '/cases/new?customer=k1&interaction=i1');
  expect(await screen.findByText('王小明')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: '房号 *' })).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: '漏水位置' })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: '是' }));
  await write('漏水位置', '窗边');
  await userEvent.click(screen.getByRole('radio', { name: '否' }));
  expect(screen.queryByRole('textbox', { name: '漏水位置' })).toBeNull();

  await write('房号 *', '1208');
  await write('标题', '隔壁太吵');
  await userEvent.click(receive());
  await waitFor(() => expect(where()).toBe('/cases/c1'));
  expect(sent(heard, '/api/cases')[0]?.body).toMatchObject({
    type: 'noise',
    subject: '隔壁太吵',
    form: { room: '1208', leak: false }, // not what was said about a leak that is none
    customer: 'k1',
    interaction: 'i1',
    priority: null,
    mine: true,
  });
  expect((sent(heard, '/api/cases')[0]?.body as { form: object }).form).not.toHaveProperty('place');
  expect(await screen.findByText('已受理，单号 GD-000001')).toBeTruthy();
});

it('asks nothing of a type that has no form', async () => {
  await newCase([]);
  await choose(screen.getByRole('combobox', { name: '类型' }), '表扬');
  expect(screen.queryByRole('textbox', { name: '房号 *' })).toBeNull();
});

it('is not sent without a subject', async () => {
  const heard = await newCase([]);
  expect(receive().disabled).toBe(true);
  await write('标题', '  {Enter}');
  expect(receive().disabled).toBe(true);
  expect(sent(heard, '/api/cases')).toEqual([]);
  await write('标题', '吵');
  expect(receive().disabled).toBe(false);
});

it('sends the same key however often it is sent', async () => {
  let refuse = (): void => undefined;
  const slow = new Promise<Answer>((done) => (refuse = () => done(problem(503, 'page.failed'))));
  const heard = await newCase([slow, { status: 201, body: whole() }]);
  await write('标题', '隔壁太吵');
  await userEvent.click(receive());
  await waitFor(() => expect(receive().className).toContain('loading'));
  fireEvent.submit(screen.getByRole('form', { name: '新建工单' })); // while it is on its way
  expect(sent(heard, '/api/cases')).toHaveLength(1);
  refuse();
  await screen.findByRole('alert');
  await userEvent.click(receive());
  await waitFor(() => expect(where()).toBe('/cases/c1'));
  const keys = sent(heard, '/api/cases').map((asked) => (asked.body as { key: string }).key);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

it('says at the field what the server refuses, and keeps what was written', async () => {
  const fields = [{ field: 'room', name: { zh: '房号', en: '' }, why: 'case.field_missing' }];
  await newCase([problem(422, 'case.bad_values', { fields })]);
  await write('标题', '隔壁太吵');
  await userEvent.click(receive());
  const room = screen.getByRole('textbox', { name: '房号 *' });
  await waitFor(() => expect(room.getAttribute('aria-invalid')).toBe('true'));
  const said = document.getElementById(room.getAttribute('aria-describedby') ?? '');
  expect(said?.textContent).toBe('必填');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '标题' }).value).toBe('隔壁太吵');
});

it('suggests with the words that counted, takes by a key or a click, and says what was taken', async () => {
  const heard = blank([{ status: 201, body: whole() }], '/cases/new?interaction=i1', SUGGESTED);
  const found = await screen.findByRole('region', { name: /分类建议/ });
  expect(found.textContent).toContain('类型：投诉 / 噪音');
  expect(found.textContent).toContain('依据：“太吵”、“不退”（通话中）');
  expect(found.textContent).toContain('规则“人身安全”：“起火”');
  expect(found.textContent).toContain('火情 · 有人可能正处于危险');
  await write('标题', '吵');
  await waitFor(() =>
    expect(sent(heard, '/api/cases/suggestions').at(-1)?.body).toEqual({
      subject: '吵',
      text: '',
      interaction: 'i1',
    }),
  );
  const keys = commandsNow().find(({ keys }) => keys === 'Alt+t');
  act(() => keys?.run());
  expect(await screen.findByRole('textbox', { name: '房号 *' })).toBeTruthy(); // the form of that type
  expect(found.textContent).not.toContain('类型：');
  await userEvent.click(screen.getByRole('button', { name: '采纳建议的优先级' }));
  expect(screen.queryByRole('button', { name: '采纳建议的优先级' })).toBeNull();
  await write('房号 *', '1208');
  await userEvent.click(receive());
  await waitFor(() => expect(where()).toBe('/cases/c1'));
  expect(sent(heard, '/api/cases')[0]?.body).toMatchObject({
    type: 'noise',
    priority: 'high',
    suggested: { type: 'noise', priority: 'high', risks: ['fire'], taken: ['type', 'priority'] },
  });
});

it('never suggests over what was chosen, and counts that as not taken', async () => {
  const heard = blank([{ status: 201, body: whole() }], '/cases/new', SUGGESTED);
  await write('标题', '隔壁太吵');
  await screen.findByText('类型：投诉 / 噪音');
  await choose(screen.getByRole('combobox', { name: '类型' }), '表扬');
  expect(screen.queryByText('类型：投诉 / 噪音')).toBeNull();
  expect(commandsNow().some(({ keys }) => keys === 'Alt+t')).toBe(false);
  await userEvent.click(receive());
  await waitFor(() => expect(where()).toBe('/cases/c1'));
  expect(sent(heard, '/api/cases')[0]?.body).toMatchObject({
    type: 'praise',
    suggested: { type: 'noise', taken: [] },
  });
});

it('names only the head of a type where no more is known', async () => {
  const kind = { ...SUGGESTED.type!, id: 'complaint', path_name: { zh: '投诉', en: '' }, whole: false };
  blank([], '/cases/new', { ...NOTHING, type: kind });
  await write('标题', '我要投诉');
  expect(await screen.findByText('像是“投诉”，请选具体类型')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /采纳/ })).toBeNull();
});

it('keeps what was written over a reload, under the same key, until the server has it', async () => {
  const first = blank([problem(503, 'page.failed')]);
  await choose(screen.getByRole('combobox', { name: '类型' }), '投诉 / 噪音');
  await userEvent.type(screen.getByRole('textbox', { name: '标题' }), '隔壁太吵');
  await userEvent.click(screen.getByRole('button', { name: '受理' }));
  await waitFor(() => expect(sent(first, '/api/cases')).toHaveLength(1));
  cleanup();
  const again = blank([{ status: 201, body: whole() }]);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '标题' }).value).toBe('隔壁太吵');
  await userEvent.click(screen.getByRole('button', { name: '受理' }));
  await waitFor(() => expect(sent(again, '/api/cases')).toHaveLength(1));
  const keyOf = (heard: Heard[]) => (sent(heard, '/api/cases')[0]?.body as { key: string }).key;
  expect(keyOf(again)).toBe(keyOf(first));
  cleanup();
  blank([]);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '标题' }).value).toBe('');
});

it('says what is missing where there are no types, and leads there who may make them', async () => {
  pretendServer(({ path }) => besides(path) ?? { status: 200, body: { ...ARRANGED, types: [] } });
  page(<NewCase />, '/cases/new');
  expect(await screen.findByText('还没有工单类型')).toBeTruthy();
  expect(screen.getByText(/请班长/)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: '标题' })).toBeNull();
  cleanup();
  const permissions = [...SESSION.permissions, 'cases.arrange'] as typeof SESSION.permissions;
  draw(
    <SessionContext value={{ ...SESSION, permissions }}>
      <NewCase />
    </SessionContext>,
  );
  const way = await screen.findByRole('link', { name: '去建立工单类型' });
  expect(way.getAttribute('href')).toBe('/settings/cases');
});
