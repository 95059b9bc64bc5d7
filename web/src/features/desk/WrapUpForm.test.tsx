import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { draftOf, draftsOf, EMPTY, keepDraft } from './draft';
import { endDraft } from './draft-keeper';
import { WrapUpForm } from './WrapUpForm';

afterEach(() => {
  endDraft('a1', 'i1');
  vi.unstubAllGlobals();
});

const RESULTS = [{ id: 'solved', name: { zh: '已解决', en: 'Solved' } }];
const TYPES = [
  {
    id: 'booking',
    name: { zh: '预订', en: 'Booking' },
    results: RESULTS,
    children: [{ id: 'new', name: { zh: '新预订', en: 'New' }, results: RESULTS, children: [] }],
  },
];

function serve(kept: () => { status: number; body?: unknown } = () => ({ status: 200, body: {} })): Heard[] {
  return pretendServer(({ path }) => {
    if (path === '/api/wrap-up-types') return { status: 200, body: { items: TYPES } };
    if (path.startsWith('/api/desk/drafts')) return { status: 503, body: { key: 'live.away' } };
    return kept();
  });
}
const open = (moment: 'talking' | 'wrap_up' | 'late', onDone = vi.fn()) =>
  draw(<WrapUpForm agent="a1" interaction="i1" who="诸葛" moment={moment} onDone={onDone} />);
const posted = (heard: Heard[]): Heard[] => heard.filter((one) => one.method === 'POST');

it('keeps what was written when the page is loaded again', async () => {
  serve();
  const first = open('talking');
  await userEvent.click(await screen.findByRole('radio', { name: '预订' }));
  await userEvent.type(screen.getByRole('textbox', { name: '备注' }), '要高楼层');
  first.unmount();
  open('wrap_up');
  expect(await screen.findByDisplayValue('要高楼层')).toBeTruthy();
  expect((await screen.findByRole('radio', { name: '预订' })).getAttribute('aria-checked')).toBe('true');
});

it('submits type, result and note, and forgets the draft', async () => {
  const heard = serve();
  const onDone = vi.fn();
  open('wrap_up', onDone);
  await userEvent.click(await screen.findByRole('radio', { name: '预订' }));
  await userEvent.click(screen.getByRole('radio', { name: '新预订' }));
  await userEvent.click(screen.getByRole('radio', { name: '已解决' }));
  await userEvent.type(screen.getByRole('textbox', { name: '备注' }), ' 好 ');
  await userEvent.click(screen.getByRole('button', { name: '提交并空闲' }));
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(posted(heard)).toMatchObject([
    { path: '/api/interactions/i1/wrap-up', body: { type: 'new', result: 'solved', note: '好' } },
  ]);
  expect(draftOf('a1', 'i1')).toBeNull();
});

it('does not submit a branch of the tree or a type without its result, and says what is missing', async () => {
  const heard = serve();
  open('wrap_up');
  await userEvent.click(await screen.findByRole('radio', { name: '预订' }));
  await userEvent.click(screen.getByRole('button', { name: '提交并空闲' }));
  expect(screen.getByText('请选择业务类型')).toBeTruthy();
  await userEvent.click(screen.getByRole('radio', { name: '新预订' }));
  expect(screen.getByText('请选择处理结果')).toBeTruthy();
  expect(posted(heard)).toHaveLength(0);
});

it('promises a call back at a time in plain words, and not without a time', async () => {
  const heard = serve();
  open('wrap_up');
  for (const name of ['预订', '新预订', '已解决']) {
    await userEvent.click(await screen.findByRole('radio', { name }));
  }
  await userEvent.click(screen.getByRole('button', { name: '约定回电' }));
  await userEvent.click(screen.getByRole('button', { name: '提交并空闲' }));
  expect(screen.getByText('请选择回电时间')).toBeTruthy();
  await userEvent.click(screen.getByRole('radio', { name: /^明天上午/ }));
  await userEvent.type(screen.getByRole('textbox', { name: '回电事由' }), '报价');
  await userEvent.click(screen.getByRole('button', { name: '提交并空闲' }));
  await waitFor(() => expect(posted(heard)).toHaveLength(1));
  const { callback } = posted(heard)[0]?.body as { callback: { at: string; number: null; note: string } };
  expect(callback).toMatchObject({ number: null, note: '报价' });
  expect(Date.parse(callback.at)).toBeGreaterThan(Date.now());
});

it('cannot be submitted while one still talks', async () => {
  serve();
  open('talking');
  expect(await screen.findByRole('button', { name: '通话结束后提交' })).toHaveProperty('disabled', true);
});

it('keeps the draft when the server refuses', async () => {
  const heard = serve(() => problem(409, 'interaction.not_yours'));
  keepDraft('a1', {
    interaction: 'i1',
    who: '',
    at: Date.now(),
    ...EMPTY,
    type: 'new',
    result: 'solved',
    note: '重要',
    revision: 0,
    unsent: true,
  });
  open('late');
  await screen.findByRole('radio', { name: '新预订' });
  await userEvent.click(screen.getByRole('button', { name: '提交' }));
  await waitFor(() => expect(posted(heard)).toHaveLength(1));
  expect(draftOf('a1', 'i1')?.note).toBe('重要');
});

it('lists drafts newest first, per agent, and forgets those older than three days', () => {
  const day = 86_400_000;
  const draft = { ...EMPTY, who: '', note: 'x', revision: 0, unsent: true };
  keepDraft('a1', { ...draft, interaction: 'old', at: 0 });
  keepDraft('a1', { ...draft, interaction: 'one', at: 3 * day });
  keepDraft('a1', { ...draft, interaction: 'two', at: 4 * day - 1 });
  keepDraft('a2', { ...draft, interaction: 'three', at: 4 * day });
  expect(draftsOf('a1', 4 * day).map((one) => one.interaction)).toEqual(['two', 'one']);
  keepDraft('a1', { ...draft, interaction: 'one', at: 4 * day, note: ' ' });
  expect(draftsOf('a1', 4 * day).map((one) => one.interaction)).toEqual(['two']);
});
