/** The nouns of the browser telephone: what rings here, what may be wrong, and what a telephone can be asked to do. */

/** Why the server calls this page: a customer to be answered, a talk to be taken up again, an echo test,
 * somebody's talk that this person asked to listen to, or a call that this person makes. Only the first rings. */
export type Purpose = 'offer' | 'resume' | 'echo' | 'listen' | 'dial';

/** The audio path as the server is told it. */
export type Audio = 'ok' | 'no_microphone' | 'blocked' | 'failed' | 'asleep';

/** One SIP dialog between the server and this page. `id` is its Call-ID. */
export interface Leg {
  id: string;
  interaction: string;
  purpose: Purpose;
}

/** The way of the sound between page and server, as ICE sees it. */
export type Path = 'checking' | 'up' | 'shaky' | 'failed';

/** How to reach the server with a one-time ticket. */
export interface Door {
  websocket: string;
  uri: string;
  displayName: string;
}

/** Packets and level of one leg, counted by the browser since the leg began. */
export interface Counts {
  sent: number;
  received: number;
  lost: number;
  jitterMs: number;
  roundTripMs: number | null;
}

export type PhoneEvent =
  | { kind: 'registered' }
  | { kind: 'refused'; status: number }
  | { kind: 'closed'; code: number }
  | { kind: 'offered'; leg: Leg }
  | { kind: 'answered'; id: string }
  | { kind: 'ended'; id: string }
  | { kind: 'sound'; id: string; stream: MediaStream }
  | { kind: 'path'; id: string; path: Path };

/** The server closed the socket because another tab or browser took the telephone. */
export const TAKEN_OVER = 4001;

/** A telephone without opinions: it speaks SIP and carries sound. Everything is told by events. */
export interface Softphone {
  /** Connect and register; legs that are still held are named to the server. A new door replaces the old one. */
  open(door: Door): void;
  /** Leave the socket. Legs are kept: the server decides what becomes of them, never a BYE from a page that goes. */
  close(): void;
  /** Take the leg with this microphone; null: only listen. */
  answer(id: string, microphone: MediaStream | null): void;
  /** Not now, says the person: the server asks someone else. */
  decline(id: string): void;
  /** It cannot be taken here, though the person wished to: the server asks someone else. */
  pass(id: string): void;
  hangUp(id: string): void;
  /** Let go of a leg here without telling anybody. */
  forget(id: string): void;
  mute(id: string, muted: boolean): void;
  useMicrophone(id: string, microphone: MediaStream): void;
  /** The legs that are held: answered and not ended. */
  held(): string[];
  counts(id: string): Promise<Counts | null>;
  watch(hear: (event: PhoneEvent) => void): () => void;
}
