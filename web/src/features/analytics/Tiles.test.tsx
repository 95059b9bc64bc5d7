import { renderHook, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Board, BoardAgent, BoardCall, BoardQueue } from '@/api/live';
import type { Seated } from '@/shared/board/figures';
import { draw } from '../../../test/page';
import { AloneMark } from './AloneMark';
import { CallsNow } from './CallsNow';
import { useMovedWords } from './moved';
import { QueueTable } from './QueueTable';
import { Tile } from './Tile';

const NOW = Date.now() * 1000;
const agent = (number: string, change: Partial<BoardAgent> = {}): BoardAgent => ({
  name: { zh: '林小满', en: 'Lin' },
  number,
  extension: `8${number}`,
  state: 'ready',
  reason: '',
  since: NOW,
  until: null,
  contact: null,
  queues: ['desk'],
  answered: 0,
  talk_µs: 0,
  phone: null,
  ...change,
});
const queue = { name: { zh: '前台', en: 'Desk' } };
const call = (change: Partial<BoardCall>): BoardCall =>
  ({ stage: 'ringing', queue: 'desk', agent: 'a1', since: NOW, started: NOW, ...change }) as BoardCall;
const board = (calls: Record<string, BoardCall> = {}) =>
  ({
    day: 0,
    queues: { desk: queue },
    agents: { a1: agent('1001'), a2: agent('1002') },
    calls,
    phones: {},
  }) as unknown as Board;

it('says at the tile of an agent where they serve otherwise than configured, and until when', () => {
  const { result } = renderHook(() => useMovedWords(board()));
  const until = new Date('2026-09-21T18:30:00').getTime() * 1000;
  expect(result.current(agent('1001', { moved: { desk: until } }))).toBe('调入 前台，到 18:30');
  expect(result.current(agent('1001', { moved: { desk: until }, queues: [] }))).toBe('调出 前台，到 18:30');
  expect(result.current(agent('1001', { moved: { desk: null } }))).toBe('正在支援 前台');
  expect(result.current(agent('1001'))).toBe('');
  const seated: Seated = { id: 'a1', ...agent('1001') };
  draw(<Tile agent={seated} reason="" to="/" trouble={null} moved="正在支援 前台" />);
  expect(screen.getByRole('img', { name: '正在支援 前台' })).toBeTruthy();
});

it('shows everybody at whom a call rings', () => {
  draw(<CallsNow board={board({ c1: call({ rung: ['a1', 'a2'] }) })} queue={null} />);
  expect(screen.getByText('前台 → 1001 · 1002')).toBeTruthy();
});

it('shows the one agent of a call', () => {
  draw(<CallsNow board={board({ c1: call({ stage: 'talk' }) })} queue={null} />);
  expect(screen.getByText('前台 → 1001')).toBeTruthy();
});

it('publishes how far off the waits were that callers were told', () => {
  const counts = { waiting: {}, offered: 0, answered: 0, abandoned: 0, answered_in_time: 0 };
  const desk = { ...queue, ...counts, abandoned_in_time: 0, wait_µs: 0, answer_seconds: 20 };
  const estimates = { watched: 8, off_seconds: 12.4, kept: 0.875 };
  const shown = { ...board(), queues: { desk: { ...desk, estimates }, help: desk } } as unknown as Board;
  draw(<QueueTable board={shown} chosen={null} onChoose={() => undefined} />);
  expect(screen.getByTitle('抽查了 8 次预计等待时间，88% 在所报范围内').textContent).toBe('±12 秒');
  expect(screen.getByRole('columnheader', { name: '估时误差' })).toBeTruthy();
});

it('says at a queue that nobody serves it since a lending ended, or while somebody waits', () => {
  const since = new Date('2026-09-21T18:30:00').getTime() * 1000;
  const drawn = (shown: Partial<BoardQueue>, signedIn = 0) =>
    draw(<AloneMark queue={{ waiting: {}, ...shown } as BoardQueue} signedIn={signedIn} />).container
      .textContent;
  expect(drawn({ lending_over: { since } })).toBe('调动结束，无人签入');
  expect(screen.getByTitle(/^临时调来的坐席 18:30 到时间/)).toBeTruthy();
  expect(drawn({ waiting: { c1: NOW } })).toBe('无人签入');
  expect(drawn({})).toBe('');
  expect(drawn({ waiting: { c1: NOW } }, 1)).toBe('');
});
