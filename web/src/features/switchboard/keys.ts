/** What a key does in the field of the directory. Pure. */
export type Deed = { do: 'move'; to: number } | { do: 'call' } | { do: 'pass' } | null;

interface Pressed {
  key: string;
  shiftKey: boolean;
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** `nth`: which of so `many` is chosen. Arrows go round, pages stop at the ends. */
export function deedOf({ key, shiftKey }: Pressed, nth: number, many: number): Deed {
  const step = STEPS[key];
  if (step !== undefined) {
    if (!many) return null;
    const to = nth + step;
    return {
      do: 'move',
      to: Math.abs(step) === 1 ? (to + many) % many : Math.max(0, Math.min(to, many - 1)),
    };
  }
  if (key !== 'Enter' || !many) return null;
  return { do: shiftKey ? 'pass' : 'call' };
}
