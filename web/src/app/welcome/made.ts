/** The first phone's secret, which the server told once: kept in this tab until somebody has seen it. */
import type { SetupMade } from '@/api/types';

const KEY = 'huawu.setup.made';

export const keepMade = (made: SetupMade): void => sessionStorage.setItem(KEY, JSON.stringify(made));

export function keptMade(): SetupMade | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as SetupMade | null;
  } catch {
    return null;
  }
}

export const forgetMade = (): void => sessionStorage.removeItem(KEY);
