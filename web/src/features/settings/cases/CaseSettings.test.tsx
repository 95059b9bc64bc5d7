import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { ConfigEntry } from '@/api/types';
import { choose } from '../../../../test/cases';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { CaseSettings } from './CaseSettings';
import type { Subject } from './kinds';

afterEach(() => vi.unstubAllGlobals());

const item = (
  key: string,
  zh: string,
  more: object = {},
  change: Partial<ConfigEntry> = {},
): ConfigEntry => ({
  key,
  value: { name: { zh, en: '' }, ...more },
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: 'aa.1', at: '2026-09-21T14:00:00Z', by: null },
  ...change,
});
const TYPES = [
  item('complaint', '投诉', { order: 1, priority: 'medium' }),
  item('noise', '噪音', { parent: 'complaint', order: 1 }),
  item('late', '超时', { parent: 'complaint', order: 2 }),
];
const OTHERS: Record<string, ConfigEntry[]> = {
  customer_field: [item('since', '入会日', { type: 'date', order: 1 })],
  flow: [item('main', '总机'), item('international', '国际台')],
};

const USUAL: Record<string, unknown> = {
  customer_item: {
    name: { name: { zh: '姓名' }, of: 'name', order: 1 },
    risk: { name: { zh: '风险等级' }, of: 'risk', order: 2 },
  },
  ticket_life: {},
  customer_rules: { rules: { needs: 'number', tries: 3 } },
};

function settings(
  types = TYPES,
  subject: Subject = 'cases',
  mayChange = true,
  refusal?: ReturnType<typeof problem>,
): Heard[] {
  const heard = pretendServer(({ method, path }) => {
    if (method === 'PUT')
      return refusal ?? { status: 200, body: { kind: 'case_type', key: 'k', version: 2 } };
    if (path === '/api/cases/arrangement/uses')
      return { status: 200, body: { types: { noise: 3 }, causes: {}, solutions: {} } };
    if (path.endsWith('/usual')) return { status: 200, body: { items: USUAL[path.split('/').at(-2) ?? ''] } };
    const kind = path.split('/').at(-1) ?? '';
    return {
      status: 200,
      body: {
        kind,
        number: 1,
        items: kind === 'case_type' ? types : (OTHERS[kind] ?? []),
        nothing: 'bb.0',
      },
    };
  });
  draw(<CaseSettings subject={subject} mayChange={() => mayChange} />);
  return heard;
}

const saved = (heard: Heard[]) =>
  heard.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path.split('/').at(-1), body]);
const tree = async () => within(await screen.findByRole('navigation', { name: '工单类型与记录单' }));
const write = (field: HTMLElement, value: string): boolean => fireEvent.change(field, { target: { value } });

it('builds a type with a form, shows it as agents will see it, steps back, and saves a draft', async () => {
  const heard = settings();
  await userEvent.click((await tree()).getByRole('button', { name: /投诉/ }));
  await userEvent.click(screen.getByRole('button', { name: /新建类型/ }));
  write(screen.getByLabelText('名称'), '漏水');
  write(screen.getByLabelText('英文名称'), 'Leak');
  await userEvent.click(screen.getByRole('switch', { name: '记录单' }));
  const add = (kind: string): Promise<void> =>
    userEvent.click(within(screen.getByLabelText('添加一项')).getByText(kind));
  await add('是/否');
  const rows = () => document.querySelector<HTMLElement>('.arrange-rows')!;
  write(within(rows()).getByLabelText('名称'), '还在漏');
  await add('一行文字');
  write(within(rows()).getByLabelText('名称'), '位置');
  await choose(within(rows()).getByLabelText('什么时候问'), '“还在漏”的回答是…');
  const preview = within(screen.getByLabelText('坐席看到的样子'));
  expect(preview.queryByLabelText('位置')).toBeNull();
  await userEvent.click(preview.getByLabelText('是'));
  expect(preview.getByLabelText('位置')).toBeTruthy();
  await add('身份证号');
  expect([...rows().children]).toHaveLength(3);
  await userEvent.keyboard('{Control>}z{/Control}');
  expect([...rows().children]).toHaveLength(2);
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(saved(heard)).toHaveLength(1));
  const form = [
    { id: 'f1', name: { zh: '还在漏' }, kind: 'yes_no' },
    { id: 'f2', name: { zh: '位置' }, kind: 'text', when: { field: 'f1', is: [true] } },
  ];
  const value = { name: { zh: '漏水', en: 'Leak' }, parent: 'complaint', order: 3, form };
  expect(saved(heard)).toEqual([['leak', { value, base: 'bb.0', note: '' }]]);
});

it('takes away nothing that open cases use or that has more under it', async () => {
  const heard = settings();
  const nodes = await tree();
  expect(await nodes.findByText('3 张未结')).toBeTruthy();
  const remove = () => screen.getByRole<HTMLButtonElement>('button', { name: '移除' });
  await userEvent.click(nodes.getByRole('button', { name: /噪音/ }));
  expect(remove().disabled).toBe(true);
  expect(screen.getByText(/还有 3 张未结案的工单在用/)).toBeTruthy();
  await userEvent.click(nodes.getByRole('button', { name: /投诉/ }));
  expect(remove().disabled).toBe(true);
  await userEvent.click(nodes.getByRole('button', { name: /超时/ }));
  await userEvent.click(remove());
  await waitFor(() => expect(saved(heard)).toEqual([['late', { value: null, base: 'aa.1', note: '' }]]));
});

it('changes the order by keys, and moves through the tree by arrows', async () => {
  const heard = settings();
  (await tree()).getByRole('button', { name: /噪音/ }).focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('超时');
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() => expect(saved(heard)).toHaveLength(2));
  expect(
    saved(heard).map(([key, body]) => [key, (body as { value: { order: number } }).value.order]),
  ).toEqual([
    ['late', 1],
    ['noise', 2],
  ]);
});

it('begins with the four tops', async () => {
  const heard = settings([]);
  await userEvent.click(await screen.findByRole('button', { name: /建立咨询、投诉、建议、业务四大类/ }));
  await waitFor(() =>
    expect(saved(heard).map(([key]) => key)).toEqual(['enquiry', 'complaint', 'suggestion', 'business']),
  );
});

it('shows others what is arranged, to look at', async () => {
  settings(TYPES, 'cases', false);
  await userEvent.click((await tree()).getByRole('button', { name: /超时/ }));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '名称' }).disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '存为草稿' }).disabled).toBe(true);
  expect(screen.queryByRole('button', { name: /新建类型/ })).toBeNull();
});

it('asks something of customers beyond the usual, with what can be chosen', async () => {
  const heard = settings(TYPES, 'customers');
  await userEvent.click(await screen.findByRole('button', { name: /新建字段/ }));
  write(screen.getByLabelText('名称'), '会籍');
  write(screen.getByLabelText('英文名称'), 'Plan');
  await choose(screen.getByLabelText('形式'), '选项');
  write(screen.getByLabelText('选项 1'), '金卡');
  await userEvent.click(screen.getByText('添加选项'));
  write(screen.getByLabelText('选项 2'), '银卡');
  write(screen.getByLabelText('选项 2 英文'), 'Silver');
  await userEvent.click(screen.getByText('存为草稿'));
  await waitFor(() => expect(saved(heard)).toHaveLength(1));
  const choices = [
    { id: 'c1', name: { zh: '金卡' } },
    { id: 'c2', name: { zh: '银卡', en: 'Silver' } },
  ];
  const value = { type: 'choice', order: 2, name: { zh: '会籍', en: 'Plan' }, choices };
  expect(saved(heard)).toEqual([['plan', { value, base: 'bb.0', note: '' }]]);
});

it('begins to change the key items from those that are in force', async () => {
  const heard = settings(TYPES, 'customers');
  await userEvent.click(await screen.findByText('关键信息'));
  expect(await screen.findByText(/姓名、风险等级/)).toBeTruthy();
  await userEvent.click(screen.getByText('以标准七项为起点'));
  await waitFor(() => expect(saved(heard).map(([key]) => key)).toEqual(['name', 'risk']));
});

it('changes the rules of identity from what is usual', async () => {
  const heard = settings(TYPES, 'customers');
  await userEvent.click(await screen.findByText('核身与复核'));
  const tries = await screen.findByLabelText('每次联络最多错几次');
  fireEvent.change(tries, { target: { value: '5' } });
  await userEvent.click(screen.getByText('存为草稿'));
  const value = { needs: 'number', tries: 5 };
  await waitFor(() => expect(saved(heard)).toEqual([['rules', { value, base: 'bb.0', note: '' }]]));
});

it('says at the field what the server has against it', async () => {
  settings(TYPES, 'customers', true, problem(422, 'config.bad_field', { field: 'tries' }));
  await userEvent.click(await screen.findByText('核身与复核'));
  const tries = await screen.findByLabelText('每次联络最多错几次');
  await userEvent.click(screen.getByText('存为草稿'));
  expect(await screen.findByText('这里填得不对，请按说明改正。')).toBeTruthy();
  expect(tries.getAttribute('aria-invalid')).toBe('true');
});

it('lets calls out of a flow open an enquiry, of anyone or from abroad only', async () => {
  const heard = settings(TYPES, 'tickets');
  await userEvent.click(await screen.findByText('自动开查询单'));
  expect(await screen.findByText('还没有自动开单的规则')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /新建规则/ }));
  write(screen.getByLabelText('名称'), '国际台查询');
  write(screen.getByLabelText('英文名称'), 'International');
  await choose(screen.getByLabelText('从哪个流程转出'), '国际台');
  await choose(screen.getByLabelText('哪些来话'), '只限境外号码');
  await userEvent.click(screen.getByText('存为草稿'));
  const name = { zh: '国际台查询', en: 'International' };
  await waitFor(() => expect(saved(heard)).toHaveLength(1));
  const [[key, body] = []] = saved(heard);
  expect([key, body]).toMatchObject([
    'international',
    { value: { name, flow: 'international', who: 'abroad' } },
  ]);
});
