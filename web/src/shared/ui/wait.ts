/** After too many attempts: how many seconds are left until another one is let through. */
import { useEffect, useState } from 'react';
import { Problem } from '@/api/client';

function secondsToWait(failure: unknown): number {
  if (!(failure instanceof Problem) || failure.status !== 429) return 0;
  const told = Number(failure.params.retry_after_seconds);
  return Number.isFinite(told) && told > 0 ? Math.ceil(told) : 30;
}

/** Seconds left until another attempt is let through; null when nobody has to wait. */
export function useWait(failure: unknown, failedAt: number): number | null {
  const seconds = secondsToWait(failure);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!seconds) return;
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, [seconds, failedAt]);
  if (!seconds) return null;
  const passed = Math.max(0, now - failedAt) / 1000;
  return Math.max(0, Math.ceil(seconds - passed));
}
