/** How the call bar looks: by my state, and by whether the call is on hold. Null: no call in hand, no bar. */
import type { Me } from '@/api/types';

export type Look = 'ringing' | 'talking' | 'hold' | 'wrap_up';

export function lookOf(me: Me | undefined): Look | null {
  if (me?.state === 'ringing' || me?.state === 'wrap_up') return me.state;
  if (me?.state === 'talking') return me.interaction?.stage === 'hold' ? 'hold' : 'talking';
  return null;
}
