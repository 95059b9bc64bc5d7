/** The emergency that is on its way: kept until the server has it, also when the page is loaded anew. */
import type { EmergencySending } from '@/api/emergencies';

const place = (agent: string): string => `huawu.emergency.${agent}`;

export function keepPending(agent: string, body: EmergencySending | null): void {
  try {
    if (body) localStorage.setItem(place(agent), JSON.stringify(body));
    else localStorage.removeItem(place(agent));
  } catch {
    // a browser that keeps nothing still sends
  }
}

export function pendingOf(agent: string): EmergencySending | null {
  try {
    const found = localStorage.getItem(place(agent));
    return found ? (JSON.parse(found) as EmergencySending) : null;
  } catch {
    return null;
  }
}
