import { act, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Board } from '@/api/live';
import { draw } from '../../../test/page';
import { QueuesGlance } from './QueuesGlance';

const shown = vi.hoisted(() => ({ board: null as Board | null }));
vi.mock('@/shared/board/board-store', () => ({ useBoard: () => shown.board }));

const NOW = Date.now() * 1000;
const agent = (state: string, queues: string[]) => ({
  name: { zh: '林', en: '' },
  number: '1001',
  extension: '8001',
  state: state as 'ready',
  reason: '',
  since: NOW,
  until: null,
  contact: null,
  queues,
  answered: 0,
  talk_µs: 0,
  phone: null,
});
const queue = (zh: string, waiting: Record<string, number>) => ({
  name: { zh, en: '' },
  answer_seconds: 20,
  waiting,
  offered: 4,
  answered: 3,
  abandoned: 1,
  answered_in_time: 3,
  abandoned_in_time: 0,
  wait_µs: 0,
});
const talk = { stage: 'talk' as const, queue: 'q1', agent: 'a2', since: NOW, started: NOW };

it('shows only the queues the agent serves: who waits, how long, who is free or talks, how today goes', () => {
  shown.board = {
    day: 0,
    queues: {
      q1: queue('前台', { c1: NOW - 65_000_000, c2: NOW }),
      q2: queue('客服', {}),
      q3: queue('投诉', {}),
    },
    agents: {
      a1: agent('ready', ['q1', 'q2']),
      a2: agent('talking', ['q1']),
      a4: agent('talking', ['q1']),
      a3: agent('ready', ['q3']),
    },
    calls: { c9: { ...talk, stage: 'conference' as const } },
    phones: { 8001: 1 },
  };
  act(() => void draw(<QueuesGlance agent="a1" />));
  const rows = screen.getAllByRole('row').slice(1);
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['前台', '客服']);
  const cells = rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  );
  expect(cells[0]?.[0]).toBe('2');
  expect(cells[0]?.[1]).toMatch(/^1:0\d 已超过承诺$/);
  expect(cells[0]?.slice(2)).toEqual(['1/2', '75%']);
  expect(cells[1]).toEqual(['0', '–', '1/0', '75%']);
});

it('says so to who serves no queue', () => {
  shown.board = { day: 0, queues: {}, agents: { a1: agent('ready', []) }, calls: {}, phones: {} };
  draw(<QueuesGlance agent="a1" />);
  expect(screen.getByText(/还没有分配到队列/)).toBeTruthy();
});
