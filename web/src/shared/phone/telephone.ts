/**
 * The telephone of this page at work: tells the core what happens and does what it says. It lives as long as the page
 * and belongs to no component, so that a call outlives every room.
 */
import { Problem } from '@/api/client';
import { phoneAfter } from './core';
import { Hearing } from './hearing';
import type { Microphone } from './microphone';
import type { Ownership } from './ownership';
import type { Speaker } from './speaker';
import { audioOf, NO_PHONE, type Deed, type Phone, type Told } from './state';
import type { Audio, Counts, Door, Softphone } from './types';
import type { Awake } from './awake';

/** What the telephone needs of the world. */
export interface Surroundings {
  tab: () => Promise<string>;
  load: () => Promise<Softphone>;
  askDoor: (tab: string, takeOver: boolean) => Promise<Door>;
  tellAudio: (tab: string, audio: Audio) => Promise<unknown>;
  leave: (tab: string) => Promise<unknown>;
  rejoin: () => Promise<unknown>;
  ownership: (tell: (owns: boolean, takeOver: boolean) => void) => Ownership;
  microphone: (hearing: {
    state: (is: Phone['microphone']) => void;
    changed: (stream: MediaStream) => void;
  }) => Microphone;
  speaker: Speaker;
  watchAwake: (awake: Awake) => () => void;
}

const TELL_EVERY = 15; // beats of a second
const OPENING_BEATS = 10;

export class Telephone {
  private now: Phone = NO_PHONE;
  private readonly watchers = new Set<() => void>();
  private softphone: Softphone | null = null;
  private tab = '';
  private readonly ownership: Ownership;
  readonly microphone: Microphone;
  private readonly hearing: Hearing;
  private stopWatching: (() => void) | null = null;
  private due = 0;
  private told: Audio | null = null;
  private sinceTold = 0;
  private opening = 0;

  constructor(private readonly world: Surroundings) {
    this.ownership = world.ownership((owns, takeOver) => this.tell({ kind: 'tab', owns, takeOver }));
    this.microphone = world.microphone({
      state: (is) => this.tell({ kind: 'microphone', is }),
      changed: (stream) => this.now.calls.forEach(({ id }) => this.softphone?.useMicrophone(id, stream)),
    });
    this.hearing = new Hearing((told) => this.tell(told));
  }

  phone = (): Phone => this.now;

  watch = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  };

  /** Be the telephone. May ask for the microphone, so best begun by a click. */
  async start(takeOver = false): Promise<void> {
    this.tab ||= await this.world.tab();
    this.softphone ??= await this.load();
    this.stopWatching ??= this.world.watchAwake({
      beat: () => void this.beat(),
      slept: () => this.tell({ kind: 'slept' }),
      woke: () => this.tell({ kind: 'woke' }),
    });
    await this.microphone.check();
    this.tell({ kind: 'wanted', takeOver });
  }

  stop(): void {
    if (!this.now.wanted) return;
    const mine = this.now.line.is !== 'elsewhere';
    this.tell({ kind: 'left' });
    this.stopWatching?.();
    this.stopWatching = null;
    if (mine) void this.world.leave(this.tab).catch(() => undefined);
  }

  /** Let the browser ask for the microphone, and let go of it again. */
  async allowMicrophone(): Promise<boolean> {
    const stream = await this.microphone.open();
    this.rest();
    return stream !== null;
  }

  answer = (): void => this.tell({ kind: 'answer' });
  decline = (): void => {
    const ringing = this.now.calls.find((call) => call.stage === 'ringing');
    if (ringing) this.softphone?.decline(ringing.id);
  };
  /** By SIP, for when the server's interface cannot be reached. */
  hangUp = (): void => this.now.calls.forEach(({ id }) => this.softphone?.hangUp(id));

  mute(muted: boolean): void {
    this.tell({ kind: 'muted', muted });
    this.now.calls.forEach(({ id }) => this.softphone?.mute(id, muted));
  }

  /** Silence means nothing while the call is on hold. */
  setHeld = (held: boolean): void => this.hearing.setHeld(held);

  async chooseMicrophone(device: string): Promise<void> {
    const stream = await this.microphone.choose(device);
    if (stream) this.now.calls.forEach(({ id }) => this.softphone?.useMicrophone(id, stream));
  }

  counts = async (id: string): Promise<Counts | null> => (await this.softphone?.counts(id)) ?? null;

  get speaker(): Speaker {
    return this.world.speaker;
  }

  private async load(): Promise<Softphone> {
    const softphone = await this.world.load();
    softphone.watch((event) => {
      if (event.kind === 'registered') this.told = null; // who registers is told of anew
      if (event.kind === 'sound') this.world.speaker.play(event.stream);
      this.tell(event);
      if (event.kind === 'offered') void this.microphone.open();
      if (event.kind === 'answered') softphone.mute(event.id, this.now.muted);
    });
    return softphone;
  }

  private tell(told: Told): void {
    const [next, deeds] = phoneAfter(this.now, told);
    const changed = next !== this.now;
    this.now = next;
    deeds.forEach((deed) => this.act(deed));
    if (!this.now.calls.length) this.rest();
    if (!changed) return;
    this.sayAudio(false);
    this.watchers.forEach((hear) => hear());
  }

  private rest(): void {
    if (this.now.calls.length) return;
    this.microphone.close();
    this.world.speaker.stop();
  }

  private act(deed: Deed): void {
    switch (deed.do) {
      case 'own_tab':
        return this.ownership.own(deed.takeOver);
      case 'leave_tab':
        return this.ownership.leave();
      case 'ask_ticket':
        return void this.askDoor(deed.takeOver);
      case 'close':
        return this.softphone?.close();
      case 'wait':
        return this.wait(deed.ms);
      case 'answer':
        return void this.take(deed.id);
      case 'forget':
        return this.softphone?.forget(deed.id);
      case 'rejoin':
        return void this.world.rejoin().catch(() => undefined);
    }
  }

  private async askDoor(takeOver: boolean): Promise<void> {
    this.opening = 0;
    try {
      const door = await this.world.askDoor(this.tab, takeOver);
      if (this.now.wanted) this.softphone?.open(door);
    } catch (failure) {
      const { key, status } = failure instanceof Problem ? failure : { key: '', status: 0 };
      this.tell({ kind: 'ticket_refused', key, status });
    }
  }

  /** Timers of a hidden tab come late; the beat does not. */
  private wait(ms: number): void {
    this.due = Date.now() + ms * (0.75 + Math.random() / 2);
    window.setTimeout(() => this.fire(), this.due - Date.now());
  }

  private fire(): void {
    if (!this.due || Date.now() < this.due) return;
    this.due = 0;
    this.tell({ kind: 'waited' });
  }

  private async take(id: string): Promise<void> {
    const stream = await this.microphone.open();
    const call = this.now.calls.find((one) => one.id === id);
    if (!call) return;
    // Without a microphone a customer would hear nobody: someone else takes the call. A talk at least goes on heard.
    if (!stream && call.purpose === 'offer') this.softphone?.pass(id);
    else this.softphone?.answer(id, stream);
  }

  private async beat(): Promise<void> {
    this.fire();
    this.sinceTold += 1;
    this.opening = this.now.line.is === 'opening' ? this.opening + 1 : 0;
    if (this.opening > OPENING_BEATS) this.tell({ kind: 'refused', status: 408 });
    this.sayAudio(this.sinceTold >= TELL_EVERY);
    for (const { id } of this.now.calls) this.hearing.heard(id, await this.counts(id), this.now);
  }

  private sayAudio(anyway: boolean): void {
    const there = this.now.wanted && this.now.line.is === 'ready';
    if (!there) {
      this.told = null;
      return;
    }
    const audio = audioOf(this.now);
    if (!anyway && audio === this.told) return;
    this.told = audio;
    this.sinceTold = 0;
    void this.world.tellAudio(this.tab, audio).catch(() => (this.told = null));
  }
}
