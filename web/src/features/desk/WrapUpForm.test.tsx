import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer, problem, type Heard } from '../../../test/page';
import { draftOf, draftsOf, keepDraft } from './draft';
import { WrapUpForm } from './WrapUpForm';

afterEach(() => vi.unstubAllGlobals());

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
  await userEvent.type(screen.getByRole('textbox'), '要高楼层');
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
  await userEvent.type(screen.getByRole('textbox'), ' 好 ');
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
    type: 'new',
    result: 'solved',
    note: '重要',
  });
  open('late');
  await screen.findByRole('radio', { name: '新预订' });
  await userEvent.click(screen.getByRole('button', { name: '提交' }));
  await waitFor(() => expect(posted(heard)).toHaveLength(1));
  expect(draftOf('a1', 'i1')?.note).toBe('重要');
});

it('lists drafts newest first, per agent, and forgets those older than three days', () => {
  const day = 86_400_000;
  const draft = { who: '', type: '', result: '', note: 'x' };
  keepDraft('a1', { ...draft, interaction: 'old', at: 0 });
  keepDraft('a1', { ...draft, interaction: 'one', at: 3 * day });
  keepDraft('a1', { ...draft, interaction: 'two', at: 4 * day - 1 });
  keepDraft('a2', { ...draft, interaction: 'three', at: 4 * day });
  expect(draftsOf('a1', 4 * day).map((one) => one.interaction)).toEqual(['two', 'one']);
  keepDraft('a1', { ...draft, interaction: 'one', at: 4 * day, note: ' ' });
  expect(draftsOf('a1', 4 * day).map((one) => one.interaction)).toEqual(['two']);
});
