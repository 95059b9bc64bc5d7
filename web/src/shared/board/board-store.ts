/** The board this page holds: filled by a snapshot, kept by facts, with a short memory for the trend. */
import { useSyncExternalStore } from 'react';
import type { Board } from '@/api/live';
import { listen } from '@/shared/live/connection';
import { serverNow } from '@/shared/live/clock';
import { applyFact } from './board';
import { totalsOf } from './figures';

export interface Sample {
  at: number; // milliseconds
  waiting: number;
  talking: number;
}

const EVERY = 5_000;
const KEPT = 720; // an hour
const watchers = new Set<() => void>();

let board: Board | null = null;
let samples: Sample[] = [];

function become(next: Board): void {
  if (next === board) return;
  const first = board === null;
  board = next;
  if (first) sample();
  watchers.forEach((tell) => tell());
}

function sample(): void {
  if (!board) return;
  const { waiting, talking } = totalsOf(board);
  samples = [...samples.slice(1 - KEPT), { at: serverNow() / 1000, waiting, talking }];
}

listen({
  snapshot: become,
  facts: (facts) => {
    if (board) become(facts.reduce(applyFact, board));
  },
});

window.setInterval(sample, EVERY);

const subscribe = (tell: () => void): (() => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

/** The board as it stands, for what is no component. */
export const boardNow = (): Board | null => board;

/** The board, or null until the first snapshot. */
export function useBoard(): Board | null {
  return useSyncExternalStore(subscribe, () => board);
}

export const samplesNow = (): Sample[] => samples;
