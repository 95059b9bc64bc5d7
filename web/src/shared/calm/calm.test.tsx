import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Guide, Kept } from '@/api/calm';
import { draw, pretendServer, problem } from '../../../test/page';
import { CalmGuide } from './CalmGuide';
import { MarkForm } from './MarkForm';
import { offered } from './offer';

afterEach(() => vi.unstubAllGlobals());

const words = (zh: string) => ({ zh, en: `${zh} (en)` });
const guide = (id: string, more: Partial<Guide> = {}): Guide => ({
  id,
  name: words(id),
  types: [],
  words: [],
  skill: '',
  steps: [{ id: 'listen', name: words('倾听'), say: words('您慢慢说'), hint: null }],
  never: [words('不承诺金额')],
  call_help: [words('要找领导')],
  warnings: null,
  ...more,
});
const GUIDES = [
  guide('ordinary', { types: ['complaint'], words: ['投诉', 'complain'] }),
  guide('attitude', { types: ['complaint-attitude'], words: ['态度不好'] }),
  guide('media', { words: ['曝光', 'go viral'] }),
  guide('law', { words: ['sue', '12315'] }),
];
const NONE: Kept = { guide: '', done: [], warnings: 0, ended: false, entries: [] };

it.each([
  [[], ['想订一间房'], null],
  [['complaint', 'complaint-quality'], [''], { guide: 'ordinary', word: '' }],
  [['complaint', 'complaint-attitude'], [''], { guide: 'attitude', word: '' }],
  [['enquiry'], ['我要投诉你们'], { guide: 'ordinary', word: '投诉' }],
  [['complaint'], ['再不处理我就找人曝光'], { guide: 'media', word: '曝光' }],
  [[], ['This issue was solved'], null],
  [[], ['I will SUE you'], { guide: 'law', word: 'sue' }],
  [[], ['I will post it, and it will go viral'], { guide: 'media', word: 'go viral' }],
])('offers a guide by type %s and words %s', (types, texts, wanted) => {
  expect(offered(GUIDES, { types, texts })).toEqual(wanted);
});

it('says each step, what never to promise and when to call for help; a step is done and taken back', async () => {
  const keep = vi.fn();
  const given = { guide: guide('ordinary'), busy: false, keep, end: null, help: null, mark: null };
  const drawn = draw(<CalmGuide {...given} kept={NONE} />);
  screen.getByText('您慢慢说');
  within(screen.getByRole('region', { name: '不能承诺、不能说' })).getByText('不承诺金额');
  within(screen.getByRole('region', { name: '什么时候求助' })).getByText('要找领导');
  await userEvent.click(screen.getByRole('button', { name: '已做到: 倾听' }));
  expect(keep).toHaveBeenCalledWith({ guide: 'ordinary', what: 'done', step: 'listen' });
  drawn.unmount();
  draw(<CalmGuide {...given} kept={{ ...NONE, done: ['listen'] }} />);
  await userEvent.click(screen.getByRole('button', { name: '已做到: 倾听' }));
  expect(keep).toHaveBeenLastCalledWith({ guide: 'ordinary', what: 'undone', step: 'listen' });
});

it('ends a call only after both warnings, and puts that on record', async () => {
  const keep = vi.fn();
  const end = vi.fn();
  const warnings = { first: words('请您不要骂人'), second: words('第二次提醒'), end: words('再见') };
  const given = { guide: guide('abusive', { warnings }), busy: false, keep, end, help: null, mark: null };
  const ending = (): HTMLButtonElement => screen.getByRole('button', { name: '已说结束语，结束通话' });
  const drawn = draw(<CalmGuide {...given} kept={NONE} />);
  expect(ending().disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '第二次提醒' }).disabled).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: '第一次提醒' }));
  expect(keep).toHaveBeenCalledWith({ guide: 'abusive', what: 'warned', step: 'first' });
  drawn.unmount();
  draw(<CalmGuide {...given} kept={{ ...NONE, warnings: 2 }} />);
  await userEvent.click(ending());
  expect(keep).toHaveBeenLastCalledWith({ guide: 'abusive', what: 'ended', step: '' });
  expect(end).toHaveBeenCalledOnce();
});

it('proposes a mark once, however often it is sent', async () => {
  let first = true;
  const heard = pretendServer(() => {
    if (!first) return { status: 201, body: { items: [] } };
    first = false;
    return problem(503, 'web.away');
  });
  draw(<MarkForm customer="c1" interaction="i1" />);
  await userEvent.click(screen.getByRole('button', { name: '建议标记客户' }));
  await userEvent.type(screen.getByLabelText('为什么'), '两次提醒后仍辱骂');
  await userEvent.click(screen.getByRole('button', { name: '提交班长批准' }));
  await screen.findByRole('alert');
  await userEvent.click(screen.getByRole('button', { name: '提交班长批准' }));
  await waitFor(() => expect(heard).toHaveLength(2));
  expect(heard[1]?.body).toEqual(heard[0]?.body);
  expect(heard[0]?.body).toMatchObject({
    kind: 'abusive',
    why: '两次提醒后仍辱骂',
    days: 90,
    interaction: 'i1',
  });
});
