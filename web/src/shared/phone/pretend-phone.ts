/** A telephone without server or microphone, for tests and for looking at pages. The other end is played by `World`. */
import type { Counts, Leg, PhoneEvent, Softphone } from './types';

/** What the server would do. */
export interface World {
  offer(leg: Leg): void;
  endCall(id: string): void;
  cut(code: number): void;
  /** The Call-IDs the page named when it last registered. */
  named(): string[];
  /** What the page told the server by SIP, in order: `answer x`, `decline x`, `pass x`, `bye x`. */
  heard: string[];
}

export interface PretendPhone extends Softphone {
  world: World;
}

export function pretendPhone(): PretendPhone {
  const watchers = new Set<(event: PhoneEvent) => void>();
  const legs = new Map<string, { leg: Leg; answered: boolean; since: number }>();
  const heard: string[] = [];
  let named: string[] = [];
  let open = false;

  const tell = (event: PhoneEvent): void => watchers.forEach((hear) => hear(event));
  const soon = (event: PhoneEvent): void => void Promise.resolve().then(() => tell(event));
  const held = (): string[] => [...legs.values()].filter((one) => one.answered).map((one) => one.leg.id);
  const over = (id: string): void => {
    if (legs.delete(id)) tell({ kind: 'ended', id });
  };
  const finish = (id: string, refusal = 'decline'): void => {
    const leg = legs.get(id);
    if (!leg) return;
    heard.push(`${leg.answered ? 'bye' : refusal} ${id}`);
    over(id);
  };
  const world: World = {
    offer(leg) {
      legs.set(leg.id, { leg, answered: false, since: Date.now() });
      tell({ kind: 'offered', leg });
    },
    endCall: over,
    cut(code) {
      open = false;
      tell({ kind: 'closed', code });
    },
    named: () => named,
    heard,
  };
  return {
    world,
    open() {
      open = true;
      named = held();
      soon({ kind: 'registered' });
    },
    close() {
      open = false;
    },
    answer(id) {
      const leg = legs.get(id);
      if (!leg || !open) return;
      Object.assign(leg, { answered: true, since: Date.now() });
      heard.push(`answer ${id}`);
      soon({ kind: 'answered', id });
      soon({ kind: 'path', id, path: 'up' });
    },
    decline: (id) => finish(id),
    pass: (id) => finish(id, 'pass'),
    hangUp: (id) => finish(id),
    forget: (id) => void legs.delete(id),
    mute: () => undefined,
    useMicrophone: () => undefined,
    held,
    counts(id) {
      const leg = legs.get(id);
      const packets = leg?.answered ? Math.round((Date.now() - leg.since) / 20) : 0;
      const counts: Counts = { sent: packets, received: packets, lost: 0, jitterMs: 1, roundTripMs: 4 };
      return Promise.resolve(leg ? counts : null);
    },
    watch(hear) {
      watchers.add(hear);
      return () => watchers.delete(hear);
    },
  };
}
