/**
 * The socket to /live: opens with a ticket, starts from a snapshot, comes back by itself with growing pauses.
 * What is heard goes to whoever listens; the page's rooms fold it as they need. What concerns one's own call comes
 * ahead (`own`) and again with everybody's: `seq` is the number of the last fact of a message, so that none is
 * heard twice.
 */
import { getLiveTicket } from '@/api/calls';
import type { Board, Fact, LiveMessage, Words } from '@/api/live';
import { serverNow, setServerNow } from './clock';

export interface Listener {
  snapshot?: (board: Board) => void;
  facts?: (facts: Fact[]) => void;
  words?: (words: Words) => void;
}

export type LinkState = { is: 'off' } | { is: 'opening' } | { is: 'live' } | { is: 'lost'; since: number };

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;
const SILENCE = 12_000; // the server speaks at least every five seconds

const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: LinkState = { is: 'off' };
let socket: WebSocket | null = null;
let wanted = false;
let pause = FIRST_PAUSE;
let retry: number | undefined;
let silence: number | undefined;
let seq = -1;

function become(next: LinkState): void {
  state = next;
  watchers.forEach((tell) => tell());
}

function heard(message: LiveMessage): void {
  setServerNow(message.now);
  window.clearTimeout(silence);
  silence = window.setTimeout(lose, SILENCE);
  if (message.type === 'snapshot') {
    seq = message.seq;
    pause = FIRST_PAUSE;
    listeners.forEach((one) => one.snapshot?.(message.board));
    become({ is: 'live' });
  } else if (message.type === 'words') {
    listeners.forEach((one) => one.words?.(message));
  } else if (message.type !== 'clock' && message.seq > seq) {
    const news = message.facts.slice(seq - message.seq);
    seq = message.seq;
    listeners.forEach((one) => one.facts?.(news));
  }
}

function lose(): void {
  window.clearTimeout(silence);
  window.clearTimeout(retry);
  if (socket) {
    socket.onclose = socket.onmessage = null;
    socket.close();
    socket = null;
  }
  if (!wanted) return;
  if (state.is !== 'lost') become({ is: 'lost', since: serverNow() });
  retry = window.setTimeout(() => void open(), pause * (0.75 + Math.random() / 2));
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

async function open(): Promise<void> {
  try {
    const { ticket } = await getLiveTicket();
    if (!wanted || socket) return;
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const opened = new WebSocket(`${scheme}://${location.host}/live?ticket=${encodeURIComponent(ticket)}`);
    socket = opened;
    silence = window.setTimeout(lose, SILENCE);
    opened.onmessage = (event: MessageEvent<string>) => heard(JSON.parse(event.data) as LiveMessage);
    opened.onclose = lose;
  } catch {
    lose();
  }
}

export function startLive(): void {
  if (wanted) return;
  wanted = true;
  seq = -1;
  become({ is: 'opening' });
  void open();
}

export function stopLive(): void {
  wanted = false;
  lose();
  become({ is: 'off' });
}

/** Hear snapshots and facts from now on. Returns how to stop. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const linkState = (): LinkState => state;

export function watchLink(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}
