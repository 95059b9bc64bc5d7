/** What lies in this browser for a week at most: written and not yet with the server. */
import { serverNow } from './live/clock';

const KEPT_MS = 7 * 86_400_000;
const now = (): number => serverNow() / 1000;

/** What was kept under this name, as `known` knows it; null when it is older than a week, and for anything else that lies there. */
export function readKept<What>(
  name: string,
  known: (found: Record<string, unknown>) => What | null,
): What | null {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? 'null') as
      ({ at?: unknown } & Record<string, unknown>) | null;
    if (!found || typeof found.at !== 'number' || now() - found.at > KEPT_MS) return null;
    return known(found);
  } catch {
    return null;
  }
}

export function keep(name: string, what: object): void {
  localStorage.setItem(name, JSON.stringify({ at: now(), ...what }));
}

/** Of all that begins with `prefix`, drop what is not to be read any more. */
export function forgetOld(prefix: string, read: (name: string) => unknown): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(prefix) && read(name) === null) localStorage.removeItem(name);
}
