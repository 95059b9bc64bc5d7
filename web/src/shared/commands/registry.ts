/** Everything that can be done now, by name and by key. Rooms add their commands; the palette and `?` list them. */
import { useEffect, useSyncExternalStore } from 'react';

export interface Command {
  id: string;
  title: string;
  /** `g b` is g then b; `Alt+h` is held together; `Ctrl` also means Command on a Mac. */
  keys?: string;
  group: string;
  /** Where its key is another's too, this one is meant: what it belongs to lies in front. */
  over?: boolean;
  run: () => void;
}

let lists: readonly (readonly Command[])[] = [];
let flat: readonly Command[] = [];
const watchers = new Set<() => void>();

function change(next: readonly (readonly Command[])[]): void {
  lists = next;
  flat = next.flat();
  watchers.forEach((tell) => tell());
}

/** Offer these commands while the component is on screen. Keep the list stable with useMemo. */
export function useOffer(commands: readonly Command[]): void {
  useEffect(() => {
    change([...lists, commands]);
    return () => change(lists.filter((one) => one !== commands));
  }, [commands]);
}

export const commandsNow = (): readonly Command[] => flat;

export function useCommands(): readonly Command[] {
  return useSyncExternalStore((tell) => {
    watchers.add(tell);
    return () => watchers.delete(tell);
  }, commandsNow);
}
