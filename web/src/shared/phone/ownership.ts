/**
 * One tab of a browser owns the telephone: it holds a Web Lock. The others wait for it; one that takes over steals it.
 * An owner that is loaded again gets it back, because those who wait give it a moment before they step in.
 */

export interface Ownership {
  own(takeOver: boolean): void;
  leave(): void;
}

/** How long a page may take to come back from a reload before a waiting tab steps in. */
const RELOAD_MS = 2_500;
const BACK_MS = 1_000;
const OWNED = 'huawu.phone.owned';

const pause = (ms: number): Promise<void> => new Promise((go) => window.setTimeout(go, ms));

export function tabOwnership(name: string, tell: (owns: boolean, takeOver: boolean) => void): Ownership {
  let release: (() => void) | null = null;
  let waiting: AbortController | null = null;

  /** Hold it until it is released or stolen. Answers false at once when it could not be had. */
  async function hold(options: LockOptions, takeOver: boolean): Promise<boolean> {
    try {
      return await navigator.locks.request(name, options, async (lock) => {
        if (!lock) return false;
        sessionStorage.setItem(OWNED, '1');
        const released = new Promise<void>((go) => (release = go));
        tell(true, takeOver);
        await released;
        return true;
      });
    } catch (failure) {
      const stolen = release !== null;
      release = null;
      if (stolen) lose();
      return stolen || !(failure instanceof DOMException);
    }
  }

  function lose(): void {
    sessionStorage.removeItem(OWNED);
    tell(false, false);
    void wait();
  }

  /** Until the owner is gone for longer than a reload takes. */
  async function wait(): Promise<void> {
    const stop = new AbortController();
    waiting = stop;
    while (!stop.signal.aborted) {
      await navigator.locks.request(name, { signal: stop.signal }, () => undefined).catch(() => undefined);
      await pause(RELOAD_MS);
      if (stop.signal.aborted) return;
      if (await hold({ ifAvailable: true }, false)) return;
    }
  }

  async function ask(takeOver: boolean): Promise<void> {
    waiting?.abort();
    if (takeOver) return void (await hold({ steal: true }, true));
    const back = sessionStorage.getItem(OWNED) !== null;
    const had = await hold(back ? { signal: AbortSignal.timeout(BACK_MS) } : { ifAvailable: true }, false);
    if (!had) lose();
  }

  return {
    own(takeOver) {
      if (!('locks' in navigator) || release) tell(true, takeOver);
      else void ask(takeOver);
    },
    leave() {
      waiting?.abort();
      sessionStorage.removeItem(OWNED);
      release?.();
      release = null;
    },
  };
}
