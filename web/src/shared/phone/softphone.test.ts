/** One contract, kept by the real telephone (on a pretend server) and by the pretend one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sipServer } from '../../../test/sip';
import { jsSipPhone } from './jssip-phone';
import { pretendPhone } from './pretend-phone';
import type { PhoneEvent, Purpose, Softphone } from './types';

interface Bench {
  phone: Softphone;
  offer: (id: string, purpose?: Purpose) => void;
  endCall: (id: string) => void;
  cut: (code: number) => void;
  named: () => string[];
  /** `answer`, `decline`, `pass` and `bye`, as the server heard them. */
  heard: () => string[];
}

function pretendBench(): Bench {
  const phone = pretendPhone();
  const { world } = phone;
  return {
    phone,
    offer: (id, purpose = 'offer') => world.offer({ id, interaction: 'i1', purpose }),
    endCall: (id) => world.endCall(id),
    cut: (code) => world.cut(code),
    named: () => world.named(),
    heard: () => world.heard.map((one) => one.split(' ')[0] ?? ''),
  };
}

const SAID: Record<string, string> = {
  '200 INVITE': 'answer',
  '603 INVITE': 'decline',
  '480 INVITE': 'pass',
  BYE: 'bye',
};

function sipBench(): Bench {
  const server = sipServer();
  return {
    phone: jsSipPhone(),
    offer: (id, purpose = 'offer') => server.invite(id, purpose, 'i1'),
    endCall: (id) => server.bye(id),
    cut: (code) => server.cut(code),
    named: () => server.named(),
    heard: () => server.heard.map((one) => SAID[one] ?? '').filter(Boolean),
  };
}

const DOOR = { websocket: '/sip?ticket=t1', uri: 'sip:101@127.0.0.1', displayName: 'Lin' };

describe.each([
  ['the pretend telephone', pretendBench],
  ['the telephone on JsSIP', sipBench],
])('%s', (_name, open) => {
  let bench: Bench;
  let events: PhoneEvent[];
  const seen = (kind: PhoneEvent['kind']): PhoneEvent[] => events.filter((one) => one.kind === kind);
  const until = (kind: PhoneEvent['kind'], times = 1): Promise<void> =>
    vi.waitFor(() => expect(seen(kind).length).toBeGreaterThanOrEqual(times));

  beforeEach(() => {
    bench = open();
    events = [];
    bench.phone.watch((event) => events.push(event));
  });
  afterEach(() => {
    bench.phone.close();
    vi.unstubAllGlobals();
  });

  async function ready(): Promise<void> {
    bench.phone.open(DOOR);
    await until('registered');
  }
  async function talk(id: string): Promise<void> {
    bench.offer(id);
    bench.phone.answer(id, null);
    await vi.waitFor(() => expect(events).toContainEqual({ kind: 'answered', id }));
  }

  it('registers with a ticket, naming no call', async () => {
    await ready();
    expect(bench.named()).toEqual([]);
    expect(events).toEqual([{ kind: 'registered' }]);
  });

  it('tells what rings and why, and answers', async () => {
    await ready();
    bench.offer('c1', 'resume');
    expect(seen('offered')).toEqual([
      { kind: 'offered', leg: { id: 'c1', interaction: 'i1', purpose: 'resume' } },
    ]);
    bench.phone.answer('c1', null);
    await until('answered');
    expect(bench.phone.held()).toEqual(['c1']);
    await vi.waitFor(() => expect(bench.heard()).toEqual(['answer']));
  });

  it('passes on what it cannot take', async () => {
    await ready();
    bench.offer('c1');
    bench.phone.pass('c1');
    await until('ended');
    await vi.waitFor(() => expect(bench.heard()).toEqual(['pass']));
  });

  it('declines', async () => {
    await ready();
    bench.offer('c1');
    bench.phone.decline('c1');
    await until('ended');
    await vi.waitFor(() => expect(bench.heard()).toEqual(['decline']));
    expect(bench.phone.held()).toEqual([]);
  });

  it('hangs up, and hears when the other end does', async () => {
    await ready();
    await talk('c1');
    bench.phone.hangUp('c1');
    await vi.waitFor(() => expect(bench.heard()).toEqual(['answer', 'bye']));
    await talk('c2');
    bench.endCall('c2');
    await until('ended', 2);
    expect(bench.heard()).toEqual(['answer', 'bye', 'answer']);
  });

  it('keeps its calls when the socket is lost, and names them when it is back', async () => {
    await ready();
    await talk('c1');
    bench.cut(1006);
    expect(seen('closed')).toEqual([{ kind: 'closed', code: 1006 }]);
    expect(seen('ended')).toEqual([]);
    bench.phone.open({ ...DOOR, websocket: '/sip?ticket=t2' });
    await until('registered', 2);
    expect(bench.named()).toEqual(['c1']);
    expect(bench.heard()).toEqual(['answer']);
  });

  it('opens anew while it is open, without being told that the old socket closed', async () => {
    await ready();
    bench.phone.open({ ...DOOR, websocket: '/sip?ticket=t2' });
    await until('registered', 2);
    expect(seen('closed')).toEqual([]);
  });

  it('tells the code with which it was taken over', async () => {
    await ready();
    bench.cut(4001);
    expect(seen('closed')).toEqual([{ kind: 'closed', code: 4001 }]);
  });

  it('leaves without hanging up, and lets go without a word', async () => {
    await ready();
    await talk('c1');
    bench.phone.close();
    bench.phone.forget('c1');
    bench.phone.open({ ...DOOR, websocket: '/sip?ticket=t2' });
    await until('registered', 2);
    expect(bench.heard()).toEqual(['answer']);
    expect(bench.named()).toEqual([]);
    expect(seen('closed')).toEqual([]);
  });
});

describe('the telephone on JsSIP', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('keeps the call when its sound finds no way any more, and says so', async () => {
    const server = sipServer();
    const phone = jsSipPhone();
    const events: PhoneEvent[] = [];
    phone.watch((event) => events.push(event));
    phone.open(DOOR);
    await vi.waitFor(() => expect(events).toContainEqual({ kind: 'registered' }));
    server.invite('c1', 'offer', 'i1');
    phone.answer('c1', null);
    await vi.waitFor(() => expect(events).toContainEqual({ kind: 'answered', id: 'c1' }));
    for (const state of ['connected', 'disconnected', 'failed']) server.media(state);
    expect(events.filter((one) => one.kind === 'path').map((one) => one.path)).toEqual([
      'up',
      'shaky',
      'failed',
    ]);
    expect(phone.held()).toEqual(['c1']);
    expect(server.heard).not.toContain('BYE');
    expect(server.addresses()).toEqual([`ws://${location.host}/sip?ticket=t1`]);
  });
});
