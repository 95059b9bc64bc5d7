/** Numbers open: where a click on a figure of the board leads. */
import type { Board } from '@/api/live';

interface Wanted {
  queue?: string | null;
  agent?: string | null;
  outcome?: 'open' | 'answered' | 'abandoned';
}

/** The list of interactions behind a figure of today. */
export function listBehind(board: Board, wanted: Wanted): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value) search.set(name, value);
  if (wanted.outcome !== 'open') search.set('from', new Date(board.day / 1000).toISOString());
  return `/interactions?${search.toString()}`;
}
