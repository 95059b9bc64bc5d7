/** Guides, return visits, remedies, emergencies and plans are arranged: what is sent is what the server takes. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { ConfigEntry } from '@/api/types';
import { choose } from '../../../../test/cases';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { CaseSettings } from './CaseSettings';

afterEach(() => vi.unstubAllGlobals());

const item = (key: string, value: Record<string, unknown>): ConfigEntry => ({
  key,
  value,
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: 'aa.1', at: '2026-09-21T14:00:00Z', by: null },
});
const zh = (word: string) => ({ zh: word });
const step = (id: string, name: string) => ({ id, name: zh(name), say: zh('您慢慢说') });
const ITEMS: Record<string, ConfigEntry[]> = {
  case_type: [
    item('business', { name: zh('业务'), order: 1 }),
    item('safety', { name: zh('安全'), parent: 'business' }),
  ],
  team: [item('front', { name: zh('前厅') })],
  case_plan: [
    item('outage', {
      name: zh('断网'),
      order: 1,
      say: zh('正在抢修'),
      steps: [{ name: zh('通知值班'), team: 'front' }, { name: zh('通报') }, { name: zh('复盘') }],
    }),
  ],
};
const USUAL = {
  ordinary: { name: zh('一般投诉'), order: 1, steps: [step('listen', '倾听'), step('repeat', '复述')] },
  media: { name: zh('要找媒体'), order: 2, steps: [step('listen', '倾听')] },
};

async function settings(tab: string, refusal?: ReturnType<typeof problem>, plans = {}): Promise<Heard[]> {
  const heard = pretendServer(({ method, path }) => {
    if (method === 'PUT') return refusal ?? { status: 200, body: { kind: 'k', key: 'k', version: 2 } };
    if (path === '/api/cases/arrangement/uses')
      return { status: 200, body: { types: {}, causes: {}, solutions: {}, plans } };
    if (path.endsWith('/usual')) return { status: 200, body: { items: USUAL } };
    const kind = path.split('/').at(-1) ?? '';
    return { status: 200, body: { kind, number: 1, items: ITEMS[kind] ?? [], nothing: 'bb.0' } };
  });
  const subject = ['紧急电话', '处置预案'].includes(tab) ? 'emergencies' : 'after_cases';
  draw(<CaseSettings subject={subject} mayChange={() => true} />);
  await userEvent.click(await screen.findByText(tab));
  return heard;
}

const saved = (heard: Heard[]) =>
  heard
    .filter(({ method }) => method === 'PUT')
    .map(({ path, body }) => [path.split('/').at(-1), (body as { value: unknown }).value]);
const save = () => userEvent.click(screen.getByText('存为草稿'));
const write = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

it('writes a standard guide anew, moves its steps by keys, and shows it as agents see it', async () => {
  const heard = await settings('安抚指引');
  await userEvent.click(await screen.findByRole('button', { name: /一般投诉/ }));
  const steps = within(screen.getByRole('region', { name: '步骤' }));
  steps.getByRole('button', { name: '倾听' }).focus();
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await userEvent.click(steps.getByRole('button', { name: '复述' }));
  write('怎么说', '我跟您核对一下');
  const preview = within(screen.getByRole('region', { name: '坐席看到的样子' }));
  expect(preview.getAllByRole('listitem').map((one) => one.querySelector('strong')?.textContent)).toEqual([
    '复述',
    '倾听',
  ]);
  expect(preview.getByText('我跟您核对一下')).toBeTruthy();
  await save();
  const after = [{ ...step('repeat', '复述'), say: zh('我跟您核对一下') }, step('listen', '倾听')];
  const wanted = { ...USUAL.ordinary, steps: after };
  await waitFor(() => expect(saved(heard)).toEqual([['ordinary', wanted]]));
});

it('says how long a request for help may wait; emptied, the usual time holds', async () => {
  const heard = await settings('安抚指引');
  await userEvent.click(await screen.findByRole('button', { name: /要找媒体/ }));
  const minutes = screen.getByLabelText<HTMLInputElement>('多少分钟没人来就找上一级');
  expect(minutes.placeholder).toBe('5');
  fireEvent.change(minutes, { target: { value: '15' } });
  await save();
  await waitFor(() => expect(saved(heard)).toEqual([['media', { ...USUAL.media, help_minutes: 15 }]]));
  fireEvent.change(minutes, { target: { value: '' } });
  await save();
  await waitFor(() => expect(saved(heard)[1]).toEqual(['media', USUAL.media]));
});

it('switches a standard guide off, and changes the order by risk', async () => {
  const heard = await settings('安抚指引');
  const row = await screen.findByRole('button', { name: /要找媒体/ });
  row.focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() =>
    expect(saved(heard)).toEqual([
      ['media', { ...USUAL.media, order: 1 }],
      ['ordinary', { ...USUAL.ordinary, order: 2 }],
    ]),
  );
  await userEvent.click(row);
  await userEvent.click(screen.getByText('停用'));
  await waitFor(() => expect(saved(heard).at(-1)).toEqual(['media', { off: true }]));
});

it('plans visits: by whom, what is asked, and what follows from a bad answer', async () => {
  const heard = await settings('回访规则');
  expect(await screen.findByText(/没有规则就不会计划回访/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /新建回访规则/ }));
  write('名称', '投诉回访');
  write('英文名称', 'After complaints');
  await choose(screen.getByLabelText('谁去回访'), '团队');
  await choose(screen.getByLabelText('哪个团队'), '前厅');
  await userEvent.click(screen.getByRole('switch', { name: '不满意时跟进' }));
  await save();
  await waitFor(() => expect(saved(heard)).toHaveLength(1));
  const [key, value] = saved(heard)[0] ?? [];
  expect(key).toBe('after_complaints');
  expect(value).toMatchObject({
    after: 'closed',
    who: 'team',
    team: 'front',
    tries: 3,
    questions: [{ id: 'overall', kind: 'scale', most: 5, satisfaction: true }],
    dissatisfied: { at_most: 2, then: 'reopen' },
  });
});

it('keeps money in whole fen, by role', async () => {
  const heard = await settings('补偿');
  await userEvent.click(await screen.findByRole('button', { name: /新建补偿/ }));
  write('名称', '退款');
  write('英文名称', 'Refund');
  write('坐席 自行给予，最多', '100.5');
  write('班长 审批别人的，最多', '1000');
  await save();
  await waitFor(() => expect(saved(heard)).toHaveLength(1));
  expect(saved(heard)[0]).toEqual([
    'refund',
    {
      name: { zh: '退款', en: 'Refund' },
      order: 1,
      limits: { agent: 10_050 },
      approvers: { manager: null, team_leader: 100_000 },
    },
  ]);
});

it('says where emergencies go', async () => {
  const heard = await settings('紧急电话');
  await choose(await screen.findByLabelText('开什么工单'), '业务 / 安全');
  await choose(screen.getByLabelText('马上通知哪个团队'), '前厅');
  await save();
  await waitFor(() => expect(saved(heard)).toEqual([['emergency', { type: 'safety', team: 'front' }]]));
});

it('writes a plan: what agents say, by what it is offered, and who does which step in what order', async () => {
  const heard = await settings('处置预案');
  await userEvent.click(await screen.findByRole('button', { name: /断网/ }));
  const steps = within(screen.getByRole('region', { name: '步骤' }));
  steps.getByRole('button', { name: /^通知值班/ }).focus();
  await userEvent.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
  steps.getByRole('button', { name: '通报' }).focus();
  await userEvent.keyboard('{Delete}');
  await userEvent.click(steps.getByRole('button', { name: /添加/ }));
  write('做什么', '回访客户');
  await choose(screen.getByLabelText('由哪个团队负责'), '前厅');
  write('坐席口径', '正在抢修，预计一小时');
  write('提示词', '断网\n没有网');
  await save();
  const after = {
    name: zh('断网'),
    order: 1,
    say: zh('正在抢修，预计一小时'),
    words: ['断网', '没有网'],
    steps: [
      { id: 's3', name: zh('复盘') },
      { id: 's1', name: zh('通知值班'), team: 'front' },
      { id: 's4', name: zh('回访客户'), team: 'front' },
    ],
  };
  await waitFor(() => expect(saved(heard)).toEqual([['outage', after]]));
});

it('takes no plan away by which an incident runs, and says at the step what is wrong with it', async () => {
  await settings('处置预案', problem(422, 'incident.plan_step_name', { field: 's4', number: 4 }), {
    outage: 2,
  });
  expect(await screen.findByText('2 起进行中')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /断网/ }));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '移除' }).disabled).toBe(true);
  expect(screen.getByText(/正在处置的突发事件在用（2 起）/)).toBeTruthy();
  const steps = within(screen.getByRole('region', { name: '步骤' }));
  await userEvent.click(steps.getByRole('button', { name: /添加/ }));
  await save();
  expect(await steps.findByText('incident.plan_step_name')).toBeTruthy();
});
