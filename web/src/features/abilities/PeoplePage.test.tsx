import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Abilities, People } from '@/api/people';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { PeoplePage } from './PeoplePage';

afterEach(() => vi.unstubAllGlobals());

const able = (change: Partial<Abilities>): Abilities => ({
  team: '',
  languages: { 'zh-CN': 5 },
  skills: {},
  queues: {},
  capacity: {},
  weight: 1,
  auto_answer: false,
  wrap_up: '',
  ...change,
});

const person = (number: string, zh: string, abilities: Partial<Abilities>) => ({
  agent: { id: `a${number}`, number, extension: `8${number.slice(1)}`, name: { zh, en: '' } },
  abilities: able(abilities),
  draft: null,
  mark: `${number}.1`,
});

const PEOPLE: People = {
  number: 7,
  people: [
    person('1001', '林小满', { team: 'hotel', skills: { booking: 3 } }),
    person('1004', '吴思远', { team: 'support', skills: { network: 4 } }),
    person('1005', '郑雨桐', { team: 'support' }),
  ],
  teams: [
    {
      key: 'hotel',
      value: { name: { zh: '酒店组', en: '' }, order: 1, leader: '1001' },
      draft: null,
      draft_removes: false,
      mark: 'ab.1',
    },
    {
      key: 'support',
      value: { name: { zh: '客服组', en: '' }, order: 2, leader: '1004' },
      draft: null,
      draft_removes: false,
      mark: 'ab.1',
    },
  ],
  skills: [
    { id: 'booking', name: { zh: '预订', en: '' } },
    { id: 'network', name: { zh: '网络排障', en: '' } },
  ],
  queues: [{ id: 'desk', name: { zh: '前台', en: '' } }],
  nothing: 'none.0',
};

/** A server that keeps drafts as the real one does. */
function centre(refusal?: ReturnType<typeof problem>, alone: unknown[] = []): Heard[] {
  let people = PEOPLE;
  return pretendServer(({ method, path, body }) => {
    if (path === '/api/people/left-alone') return { status: 200, body: { items: alone } };
    if (path === '/api/config-history') {
      const last = { number: 7, at: '2026-09-21T14:00:00Z', by: { zh: '陈静', en: '' }, note: '', items: [] };
      return { status: 200, body: { number: 7, items: [last], next: null } };
    }
    if (method === 'PUT' && refusal) return refusal;
    if (method === 'PUT') {
      const { agents } = body as { agents: Record<string, Abilities> };
      people = {
        ...people,
        people: people.people.map((one) => ({ ...one, draft: agents[one.agent.number] ?? one.draft })),
      };
    }
    if (method === 'DELETE') people = PEOPLE;
    return { status: 200, body: people };
  });
}

function open(permissions: string[], number = '1004'): void {
  const session = { user: { roles: [] }, agent: { number }, permissions } as unknown as Session;
  draw(
    <SessionContext value={session}>
      <PeoplePage />
    </SessionContext>,
  );
}

const names = (): string[] =>
  [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent ?? '');
const drafts = (heard: Heard[]): Record<string, Abilities>[] =>
  heard
    .filter(({ method }) => method === 'PUT')
    .map(({ body }) => (body as { agents: Record<string, Abilities> }).agents);
const LEADS = ['config.see', 'abilities.change'];

it('shows leaders their own team first, and everybody by team or name', async () => {
  centre();
  open(LEADS);
  await screen.findByLabelText('吴思远，预订：无');
  expect(names()).toEqual(['吴思远 1004', '郑雨桐 1005', '林小满 1001']);
  await userEvent.type(screen.getByLabelText('姓名或工号'), '1001');
  await waitFor(() => expect(names()).toEqual(['林小满 1001']));
});

it('sets levels by keys, moves by arrows and takes a step back', async () => {
  const heard = centre();
  open(LEADS);
  const first = await screen.findByLabelText('吴思远，预订：无');
  first.focus();
  await userEvent.keyboard('4{ArrowRight}{ArrowDown}2');
  expect(screen.getByLabelText(/^吴思远，预订：4 级（未发布，原为 无）/)).toBeTruthy();
  expect(document.activeElement?.getAttribute('aria-label')).toContain('郑雨桐，网络排障：2 级');
  await userEvent.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(drafts(heard)).toHaveLength(3));
  expect(drafts(heard).map((agents) => Object.values(agents)[0]?.skills)).toEqual([
    { network: 4, booking: 4 },
    { network: 2 },
    {},
  ]);
});

it('takes a level away with 0, and knows none above 5', async () => {
  const heard = centre();
  open(LEADS);
  (await screen.findByLabelText('吴思远，网络排障：4 级')).focus();
  await userEvent.keyboard('90');
  await waitFor(() => expect(drafts(heard)).toHaveLength(1));
  expect(drafts(heard)[0]?.['1004']?.skills).toEqual({});
});

it('changes all who are selected at once', async () => {
  const heard = centre();
  open(LEADS);
  await userEvent.click(await screen.findByLabelText('选中 吴思远'));
  await userEvent.click(screen.getByLabelText('选中 郑雨桐'));
  screen.getByLabelText('郑雨桐，网络排障：无').focus();
  await userEvent.keyboard('5');
  fireEvent.change(screen.getByLabelText('吴思远 的团队'), { target: { value: 'hotel' } });
  await waitFor(() => expect(drafts(heard)).toHaveLength(2));
  for (const number of ['1004', '1005']) {
    expect(drafts(heard)[0]?.[number]?.skills.network).toBe(5);
    expect(drafts(heard)[1]?.[number]?.team).toBe('hotel');
  }
});

it('gives an agent a way of writing up that goes before that of the queue', async () => {
  const heard = centre();
  open(LEADS);
  await screen.findByLabelText('吴思远，预订：无');
  expect(screen.queryByLabelText('吴思远 的话后整理')).toBeNull();
  await userEvent.click(screen.getByText('队列'));
  const way = await screen.findByLabelText<HTMLSelectElement>('吴思远 的话后整理');
  expect(way.selectedOptions[0]?.textContent).toBe('按队列');
  fireEvent.change(way, { target: { value: 'forced' } });
  await waitFor(() => expect(drafts(heard)[0]?.['1004']?.wrap_up).toBe('forced'));
});

it('publishes people alone, and puts back what was published last', async () => {
  const heard = centre();
  open(LEADS);
  (await screen.findByLabelText('吴思远，预订：无')).focus();
  await userEvent.keyboard('1');
  expect((await screen.findByText('有 1 项改动尚未生效')).getAttribute('role')).toBe('status');
  await userEvent.click(screen.getByText(/^发\s?布$/));
  await userEvent.click(screen.getByText('放弃改动'));
  await userEvent.click(await screen.findByText('撤销上次发布'));
  const told = heard
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/api/config'))
    .map(({ path, body }) => [path, body]);
  expect(told).toEqual([
    ['/api/config/publish', { kinds: ['team', 'agent'], note: '' }],
    ['/api/config-history/roll-back', { to: 6, kinds: ['team', 'agent'], note: '', seen: 7 }],
  ]);
});

it('warns before drafts are published that leave a step of a queue without anybody who fits it', async () => {
  const name = { zh: '前台', en: '' };
  const one = { queue: 'desk', name, how: 'nobody_fits', step: 2, waiting: 0, way_out: false };
  const heard = centre(undefined, [one]);
  open(LEADS);
  (await screen.findByLabelText('吴思远，网络排障：4 级')).focus();
  await userEvent.keyboard('0');
  expect((await screen.findByRole('alert')).textContent).toContain('“前台”的第 2 步将没有符合条件的坐席。');
  const asked = heard.find(({ path }) => path === '/api/people/left-alone');
  expect(asked?.body).toEqual({ agents: [], queue: null, drafts: true, kinds: ['team', 'agent'] });
});

it('says what the server says against a change, and shows what holds', async () => {
  centre(problem(422, 'people.unknown_skill', { agent: '1004', skill: 'booking' }));
  open(LEADS);
  (await screen.findByLabelText('吴思远，预订：无')).focus();
  await userEvent.keyboard('3');
  expect((await screen.findByRole('alert')).textContent).toContain('people.unknown_skill');
  expect(await screen.findByLabelText('吴思远，预订：无')).toBeTruthy();
});

it('sends from what a change was made, and nothing more once somebody else was first', async () => {
  const heard = centre(problem(409, 'config.changed_meanwhile', { kind: 'agent', item: '1004' }));
  open(LEADS);
  (await screen.findByLabelText('吴思远，预订：无')).focus();
  await userEvent.keyboard('3');
  await userEvent.keyboard('4');
  expect((await screen.findByRole('alert')).textContent).toContain('config.changed_meanwhile');
  await waitFor(() => expect(screen.getByLabelText('吴思远，预订：无')).toBeTruthy());
  const sent = heard.filter(({ method }) => method === 'PUT');
  expect(sent[0]?.body).toMatchObject({ agents_from: { '1004': '1004.1' } });
});

it('only shows to who may not change', async () => {
  const heard = centre();
  open(['config.see']);
  (await screen.findByLabelText('吴思远，预订：无')).focus();
  await userEvent.keyboard('3');
  expect(screen.getByText('这里只能查看。')).toBeTruthy();
  expect(document.querySelector('input[type=checkbox]')).toBeNull();
  expect(drafts(heard)).toEqual([]);
});
