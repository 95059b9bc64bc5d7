/** Time since a moment (or until one), ticking with the server's clock. Only this small piece redraws. */
import type { Micros } from '@/api/live';
import { clockOf, MICROS } from '@/shared/format/duration';
import { useServerSecond } from '@/shared/live/clock';

export function Elapsed({ since }: { since: Micros }) {
  const now = useServerSecond();
  return <span className="num">{clockOf((now - since) / MICROS)}</span>;
}

export function Remaining({ until }: { until: Micros }) {
  const now = useServerSecond();
  return <span className="num">{clockOf(Math.ceil((until - now) / MICROS))}</span>;
}
