/** Whether this page is awake: a beat that hidden tabs keep, and what browsers say of freezing and networks. */

export interface Awake {
  beat: () => void;
  slept: () => void;
  woke: () => void;
}

const BEAT_MS = 1_000;
/** The computer, or the page, stood still. */
const GAP_MS = 10_000;

function beats(tick: () => void): () => void {
  if (typeof Worker === 'undefined') {
    const timer = window.setInterval(tick, BEAT_MS);
    return () => window.clearInterval(timer);
  }
  const worker = new Worker(new URL('./beat.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = tick;
  worker.postMessage(BEAT_MS);
  return () => worker.terminate();
}

export function watchAwake({ beat, slept, woke }: Awake): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let last = Date.now();
  const end = beats(() => {
    const gap = Date.now() - last;
    last = Date.now();
    if (gap > GAP_MS) woke();
    beat();
  });
  document.addEventListener('freeze', slept, { signal });
  document.addEventListener('resume', woke, { signal });
  window.addEventListener('online', woke, { signal });
  window.addEventListener('pageshow', (event) => event.persisted && woke(), { signal });
  return () => {
    stop.abort();
    end();
  };
}
