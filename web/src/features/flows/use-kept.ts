/** What was written and not saved is kept in this tab, so that leaving the page loses nothing. */
import { useEffect, useState } from 'react';
import type { Body } from '@/shared/config/entries';
import { same } from '@/shared/config/meanwhile';

/** What was kept under this name, where it is not what stands there anyway. */
function keptUnder(name: string, body: Body): Body | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Body | null;
    return kept && !same(kept, body) ? kept : null;
  } catch {
    return null;
  }
}

/** `left`: what was written here before and not saved; null once it was taken or not wanted (`settle`). */
export function useKept(key: string, body: Body, changed: boolean) {
  const name = `huawu.flow.${key}`;
  const [left, setLeft] = useState(() => keptUnder(name, body));
  const asking = left !== null;
  useEffect(() => {
    if (asking) return;
    if (changed) sessionStorage.setItem(name, JSON.stringify(body));
    else sessionStorage.removeItem(name);
  }, [name, body, changed, asking]);
  return { left, settle: () => setLeft(null) };
}
