import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '@/api/client';
import type { Awake } from './awake';
import type { MicrophoneState } from './microphone';
import { pretendPhone, type PretendPhone } from './pretend-phone';
import { Telephone } from './telephone';

const DOOR = { websocket: '/sip?ticket=t', uri: 'sip:101@127.0.0.1', displayName: 'Lin' };
const STREAM = {} as MediaStream;

interface Bench {
  telephone: Telephone;
  phone: PretendPhone;
  awake: Awake;
  own: (owns: boolean) => void;
  heard: (is: MicrophoneState) => void;
  told: string[];
  /** What the server answers to who asks for a ticket; an error is thrown. */
  answer: { door: Error | null; microphone: MediaStream | null };
}

function open(): Bench {
  const told: string[] = [];
  const phone = pretendPhone();
  const answer: Bench['answer'] = { door: null, microphone: STREAM };
  const bench = { phone, told, answer } as Bench;
  const say = (what: string) => {
    told.push(what);
    return Promise.resolve();
  };
  bench.telephone = new Telephone({
    tab: () => Promise.resolve('tab1'),
    load: () => Promise.resolve(phone),
    askDoor: async (tab, takeOver) => {
      await say(`door ${tab}${takeOver ? ' take over' : ''}`);
      if (answer.door) throw answer.door;
      return DOOR;
    },
    tellAudio: (_tab, audio) => say(`audio ${audio}`),
    leave: (tab) => say(`leave ${tab}`),
    rejoin: () => say('rejoin'),
    ownership: (tell) => {
      bench.own = (owns) => tell(owns, false);
      return { own: (takeOver) => tell(true, takeOver), leave: () => undefined };
    },
    microphone: ({ state }) => {
      bench.heard = state;
      const give = () => Promise.resolve(answer.microphone);
      return {
        check: () => Promise.resolve(state('ok')),
        open: give,
        close: () => undefined,
        stream: () => null,
        choose: give,
      };
    },
    speaker: { play: () => undefined, stop: () => undefined, choose: () => undefined, stream: () => null },
    watchAwake: (awake) => {
      bench.awake = awake;
      return () => undefined;
    },
  });
  return bench;
}

let bench: Bench;
beforeEach(() => {
  vi.useFakeTimers();
  bench = open();
});
afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(10);
const line = () => bench.telephone.phone().line.is;
async function beat(times: number): Promise<void> {
  for (let nth = 0; nth < times; nth += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    bench.awake.beat();
    await vi.advanceTimersByTimeAsync(0);
  }
}
async function ready(): Promise<void> {
  await bench.telephone.start();
  await settle();
  expect(line()).toBe('ready');
}
async function talk(): Promise<void> {
  await ready();
  bench.phone.world.offer({ id: 'c1', interaction: 'i1', purpose: 'offer' });
  bench.telephone.answer();
  await settle();
  expect(bench.telephone.phone().calls[0]?.stage).toBe('talking');
}

it('registers with a ticket for this tab and tells how its audio is', async () => {
  await ready();
  expect(bench.told).toEqual(['door tab1', 'audio ok']);
});

it('tells its audio at each change and every fifteen seconds', async () => {
  await ready();
  await beat(14);
  expect(bench.told).toHaveLength(2);
  await beat(1);
  expect(bench.told.slice(2)).toEqual(['audio ok']);
  bench.heard('blocked');
  bench.heard('blocked');
  expect(bench.told.slice(3)).toEqual(['audio blocked']);
});

it('comes back by itself with a new ticket, in a hidden tab too, where only the beat is on time', async () => {
  await ready();
  bench.phone.world.cut(1006);
  expect(line()).toBe('lost');
  await beat(1);
  await settle();
  expect(line()).toBe('ready');
  expect(bench.told).toEqual(['door tab1', 'audio ok', 'door tab1', 'audio ok']);
});

it('goes on trying while the server is away', async () => {
  bench.answer.door = new Problem({ status: 0, key: 'page.unreachable' });
  await bench.telephone.start();
  await beat(30);
  expect(bench.told.filter((one) => one === 'door tab1').length).toBeGreaterThan(4);
  bench.answer.door = null;
  await beat(11);
  expect(line()).toBe('ready');
});

it('tries again when a socket opens and nobody registers', async () => {
  bench.phone.open = () => undefined;
  await bench.telephone.start();
  await beat(14);
  expect(bench.told.filter((one) => one === 'door tab1').length).toBeGreaterThan(1);
});

it('asks for a new way when a talk stays silent for three seconds, but not while it is on hold', async () => {
  await talk();
  await beat(5);
  bench.phone.counts = () =>
    Promise.resolve({ sent: 9, received: 9, lost: 0, jitterMs: 0, roundTripMs: null });
  bench.telephone.setHeld(true);
  await beat(6);
  expect(bench.told).not.toContain('rejoin');
  bench.telephone.setHeld(false);
  await beat(3);
  expect(bench.told).toContain('rejoin');
});

it('takes a resumed talk by itself and leaves the old leg without hanging up', async () => {
  await talk();
  bench.phone.world.offer({ id: 'c2', interaction: 'i1', purpose: 'resume' });
  await settle();
  expect(bench.phone.world.heard).toEqual(['answer c1', 'answer c2']);
  expect(bench.phone.held()).toEqual(['c2']);
});

it('passes a call on, as one that nobody declined, when there is no microphone to take it with', async () => {
  await ready();
  bench.answer.microphone = null;
  bench.phone.world.offer({ id: 'c1', interaction: 'i1', purpose: 'offer' });
  bench.telephone.answer();
  await settle();
  expect(bench.phone.world.heard).toEqual(['pass c1']);
});

it('gives way to another tab without hanging up, and stops telling its audio', async () => {
  await talk();
  bench.told.length = 0;
  bench.own(false);
  expect(bench.telephone.phone().line).toEqual({ is: 'elsewhere', where: 'tab' });
  await beat(20);
  expect(bench.told).toEqual([]);
  expect(bench.phone.world.heard).toEqual(['answer c1']);
});

it('tells the server when it leaves on purpose', async () => {
  await ready();
  bench.telephone.stop();
  expect(bench.told.at(-1)).toBe('leave tab1');
  expect(line()).toBe('off');
});
