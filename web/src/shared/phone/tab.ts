/** Which tab this is: the same after a reload, another one after "duplicate tab". */

const KEY = 'huawu.tab';
const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function keep(): string {
  const id = newId();
  sessionStorage.setItem(KEY, id);
  return id;
}

/** Hold a lock of this name for as long as the page lives; false: another tab has it. */
function holdForLife(name: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((answer) => {
    navigator.locks
      .request(name, { signal }, () => {
        answer(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => answer(false));
  });
}

/** A copied tab carries the id of its twin: who cannot hold the lock of its id takes a new one. */
async function find(): Promise<string> {
  const id = sessionStorage.getItem(KEY) ?? keep();
  if (!('locks' in navigator)) return id;
  if (await holdForLife(`huawu.tab.${id}`, AbortSignal.timeout(400))) return id;
  const other = keep();
  void holdForLife(`huawu.tab.${other}`, AbortSignal.timeout(400));
  return other;
}

let found: Promise<string> | undefined;

export const thisTab = (): Promise<string> => (found ??= find());
