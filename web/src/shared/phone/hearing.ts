/** Whether sound comes: packets counted from beat to beat. Says when a talk falls silent and when it is heard again. */
import type { Phone, Told } from './state';
import type { Counts } from './types';

/** Beats of a second without a packet before a new way is asked for; a way that never worked gets more time. */
const SILENT = 3;
const SILENT_AT_FIRST = 5;

export class Hearing {
  private readonly known = new Map<string, { received: number; silent: number }>();
  private held = false;

  constructor(private readonly tell: (told: Told) => void) {}

  setHeld(held: boolean): void {
    this.held = held;
  }

  heard(id: string, counts: Counts | null, phone: Phone): void {
    const call = phone.calls.find((one) => one.id === id);
    if (!counts || call?.stage !== 'talking') return;
    const last = this.known.get(id) ?? { received: 0, silent: 0 };
    const flows = counts.received > last.received;
    const silent = flows || this.held ? 0 : last.silent + 1;
    const patience = counts.received ? SILENT : SILENT_AT_FIRST;
    if (!this.known.has(id)) this.known.clear();
    this.known.set(id, { received: counts.received, silent: silent % patience });
    if (flows && call.path !== 'up') this.tell({ kind: 'path', id, path: 'up' });
    if (silent >= patience) this.tell({ kind: 'silent', id });
  }
}
