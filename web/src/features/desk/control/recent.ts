/** Whom this agent called in lately, in this browser. Outside numbers are not kept: they belong to customers. */
import type { To } from '@/api/control';
import { sameTo } from './targets';

const MOST = 5;
const keyOf = (agent: string): string => `huawu.targets.${agent}`;

export function recentOf(agent: string): To[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(agent)) ?? '[]') as unknown;
    return Array.isArray(kept) ? (kept as To[]) : [];
  } catch {
    return [];
  }
}

export function keepRecent(agent: string, to: To): void {
  if (to.kind === 'number') return;
  const kept = [to, ...recentOf(agent).filter((one) => !sameTo(one, to))].slice(0, MOST);
  try {
    localStorage.setItem(keyOf(agent), JSON.stringify(kept));
  } catch {
    // A full or forbidden store only costs the shortcut.
  }
}
