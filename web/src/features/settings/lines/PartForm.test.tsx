import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { ConfigEntry, Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { LineBar } from './LineBar';
import { LineForm } from './LineForm';
import { PartForm } from './PartForm';
import { RecordingRules } from './RecordingRules';
import { CALLS, CONFERENCES, leading, RECORDING, sent } from './shapes';

afterEach(() => vi.unstubAllGlobals());

const name = { zh: '云栖', en: 'Yunqi' };
const entry = (change: Partial<ConfigEntry>): ConfigEntry => ({
  key: 'site',
  value: { name, zone: 'Asia/Shanghai' },
  version: 1,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: '0a.1', at: '2026-09-21T14:00:00Z', by: null },
  ...change,
});
const QUEUE = entry({ key: 'front', value: { name: { zh: '前台' }, recorded: 20, recording_days: 90 } });
const NUMBER = entry({ key: '4001', value: { queue: 'front', recording_notice: 'may_refuse' } });
const ITEMS: Record<string, ConfigEntry[]> = { site: [entry({})], queue: [QUEUE], number: [NUMBER] };

function answer({ method, path }: Heard) {
  const kind = path.split('/')[3] ?? '';
  if (method === 'GET') return { status: 200, body: { kind, number: 3, items: ITEMS[kind] ?? [] } };
  return { status: 200, body: {} };
}

const changes = (heard: Heard[]): Heard[] => heard.filter(({ method }) => method !== 'GET');

async function choose(label: string, option: string): Promise<void> {
  await userEvent.click(screen.getByLabelText(label));
  const found = await screen.findAllByText(option);
  const last = found.at(-1);
  if (last) await userEvent.click(last);
}

it('saves its part of what the centre says, and leaves the rest as it is', async () => {
  const heard = pretendServer(answer);
  draw(<PartForm kind="site" entry={entry({})} fields={CONFERENCES} />);
  await userEvent.type(screen.getByLabelText('一次通话最多几方'), '8');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(changes(heard)).toHaveLength(1));
  expect(changes(heard)[0]).toMatchObject({
    path: '/api/config/site/site',
    body: { value: { name, zone: 'Asia/Shanghai', conference_limit: 8 }, base: '0a.1' },
  });
});

it('says at the field what a good value is, when the server did not take one', async () => {
  pretendServer(() => problem(422, 'config.bad_field', { field: 'conference_limit' }));
  draw(<PartForm kind="site" entry={entry({})} fields={CONFERENCES} />);
  await userEvent.type(screen.getByLabelText('一次通话最多几方'), '2');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  expect((await screen.findByRole('alert')).textContent).toBe('填写有误。应为：3 到 100 方');
  expect(screen.getByLabelText('一次通话最多几方').getAttribute('aria-invalid')).toBe('true');
});

it('says above the form what is wrong with another part of the item', async () => {
  pretendServer(() => problem(422, 'site.unknown_zone'));
  draw(<PartForm kind="site" entry={entry({})} fields={CONFERENCES} />);
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  expect((await screen.findByRole('alert')).textContent).toContain('site.unknown_zone');
  expect(screen.getByLabelText('一次通话最多几方').getAttribute('aria-invalid')).toBe('false');
});

it('takes an urgent target from the queues, or a number that is typed', async () => {
  const heard = pretendServer(answer);
  draw(<PartForm kind="site" entry={entry({})} fields={CALLS} />);
  await choose('紧急转接给', '前台 front');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(changes(heard)).toHaveLength(1));
  expect(changes(heard)[0]?.body).toMatchObject({
    value: { urgent_transfer: { kind: 'queue', id: 'front' } },
  });
  await userEvent.click(screen.getByLabelText('紧急转接给'));
  await userEvent.type(screen.getByLabelText('紧急转接给'), '13800138000');
  await userEvent.click(await screen.findByText('外线 13800138000'));
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(changes(heard)).toHaveLength(2));
  expect(changes(heard)[1]?.body).toMatchObject({
    value: { urgent_transfer: { kind: 'number', id: '13800138000' } },
  });
});

it('leaves out what is emptied, and the empty lines of a list', () => {
  expect(sent(CALLS, { blocked_numbers: ['00 ', '', ' +1900'] })).toEqual({
    blocked_numbers: ['00', '+1900'],
  });
  expect(sent(CALLS, { blocked_numbers: [''], zone: 'x' })).toEqual({ zone: 'x' });
});

it('lets a number lead to one place only', () => {
  expect(leading({ flow: 'hotline', language: 'en-US' }, 'queue', 'front')).toEqual({
    language: 'en-US',
    queue: 'front',
  });
});

it('makes a number that leads to a queue, and shows at its field that the queue is gone', async () => {
  let gone = false;
  const heard = pretendServer((asked) =>
    gone && asked.method === 'PUT' ? problem(422, 'number.leads_nowhere', { to: 'front' }) : answer(asked),
  );
  const done = vi.fn();
  draw(<LineForm kind="number" entry={null} onDone={done} />);
  await userEvent.type(screen.getByLabelText('号码'), '4008');
  await choose('来电去处', '前台 front');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(done).toHaveBeenCalled());
  expect(changes(heard)[0]).toMatchObject({
    path: '/api/config/number/4008',
    body: { value: { queue: 'front' } },
  });
  gone = true;
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() => expect(screen.getByLabelText('来电去处').getAttribute('aria-invalid')).toBe('true'));
});

it('says where the password of a trunk lies, and has no field for it', async () => {
  const heard = pretendServer(answer);
  draw(<LineBar kind="trunk" items={[]} />);
  await userEvent.click(screen.getByRole('button', { name: '新建中继' }));
  await userEvent.type(screen.getByLabelText('标识'), '../x');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  expect(screen.getByRole('alert').textContent).toContain('字母、数字');
  await userEvent.clear(screen.getByLabelText('标识'));
  await userEvent.type(screen.getByLabelText('标识'), 'carrier');
  expect(screen.getByText(/trunks\/carrier/)).toBeTruthy();
  expect(screen.queryByLabelText('密码')).toBeNull();
  await userEvent.type(screen.getByLabelText('来电网段'), '10.0.0.0/8{enter}192.0.2.1');
  await userEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  await waitFor(() =>
    expect(changes(heard)[0]?.body).toMatchObject({ value: { networks: ['10.0.0.0/8', '192.0.2.1'] } }),
  );
});

function rules(permissions: string[]): Heard[] {
  const heard = pretendServer(answer);
  const session = { permissions, user: { roles: [] }, agent: null } as unknown as Session;
  draw(
    <SessionContext.Provider value={session}>
      <RecordingRules />
    </SessionContext.Provider>,
  );
  return heard;
}

it('tells the recording rule of each queue and number in words, and changes it as a draft', async () => {
  const heard = rules(['config.see', 'config.change']);
  expect(await screen.findByText('抽录 20% · 保存 90 天')).toBeTruthy();
  expect(screen.getByText('按队列的规定 · 告知，按 9 可拒录')).toBeTruthy();
  const queue = screen.getByRole('region', { name: '按队列' });
  await userEvent.click(queue.querySelector('summary') ?? queue);
  const share = queue.querySelector<HTMLInputElement>('input[value="20"], .ant-input-number-input');
  expect(share?.value).toContain('20');
  const [, save] = screen.getAllByRole('button', { name: '存为草稿', hidden: true });
  if (share && save) {
    await userEvent.clear(share);
    await userEvent.type(share, '35');
    await userEvent.click(save);
  }
  await waitFor(() =>
    expect(changes(heard)[0]).toMatchObject({
      path: '/api/config/queue/front',
      body: { value: { name: { zh: '前台' }, recorded: 35, recording_days: 90 } },
    }),
  );
});

it('is only to look at for who may not change it', async () => {
  rules(['config.see']);
  expect(await screen.findByText('抽录 20% · 保存 90 天')).toBeTruthy();
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(RECORDING.site.map(({ field }) => field)).toContain('recording_days');
});
