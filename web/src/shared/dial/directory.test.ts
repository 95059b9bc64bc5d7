// @vitest-environment node
import { expect, it } from 'vitest';
import type { DirectoryEntry } from '@/api/directory';
import type { Board } from '@/api/live';
import { reachedOf } from './directory';

const entry = (
  id: string,
  reach: DirectoryEntry['reach'],
  more: Partial<DirectoryEntry> = {},
): DirectoryEntry => ({
  id,
  kind: 'person',
  name: { zh: id, en: '' },
  department: { zh: '客房部', en: '' },
  note: '',
  hidden: false,
  masked: false,
  own: true,
  agent: null,
  by: 'name',
  reach,
  ...more,
});
const board = { agents: { ann: { state: 'ready' } } } as unknown as Board;
const asked = { board, me: 'me', locale: 'zh-CN' as const };
const outside = { kind: 'number' as const, id: '02162345678', number: '+862162345678' };

it('offers the first number of each, with the department, and how an agent is now', () => {
  const ann = entry('安然', [{ kind: 'agent', id: 'ann', number: '8001' }, outside], { agent: 'ann' });
  const [first, second] = reachedOf([ann, entry('银行', [outside])], [], asked);
  expect(first).toMatchObject({ to: { kind: 'agent', id: 'ann' }, name: '安然', state: 'ready' });
  expect(first?.aside).toBe('客房部 · 8001');
  expect(second).toMatchObject({ to: { kind: 'number', id: '02162345678' }, state: null });
});

it('leaves out who is shown already, oneself, and those whose numbers are hidden', () => {
  const me = entry('我', [{ kind: 'agent', id: 'me', number: '8009' }], { agent: 'me' });
  const shown = [{ to: { kind: 'number', id: '02162345678' } }];
  const secret = entry('单雄信', [], { hidden: true, masked: true });
  expect(reachedOf([me, secret, entry('银行', [outside])], shown, asked)).toEqual([]);
});
