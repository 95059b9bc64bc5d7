/** How the call bar looks: by what the server says, and sooner by what rings in this page. Null: no call, no bar. */
import type { Me } from '@/api/types';
import type { Call } from '@/shared/phone/state';

export type Look = 'ringing' | 'answering' | 'talking' | 'hold' | 'wrap_up';

function lookOfMe(me: Me): Look | null {
  if (me.state === 'ringing' || me.state === 'wrap_up') return me.state;
  if (me.state !== 'talking') return null;
  return (me.call?.stage ?? me.interaction?.stage) === 'hold' ? 'hold' : 'talking';
}

/** `here`: the customer's call as this page's telephone has it. */
export function lookOf(me: Me | undefined, here: Call | null = null): Look | null {
  if (!me) return null;
  const said = lookOfMe(me);
  const rings = said === 'ringing' || said === null;
  if (here?.purpose !== 'offer' || !rings) return said;
  if (here.stage === 'ringing') return 'ringing';
  return said === null ? null : here.stage === 'answering' ? 'answering' : 'talking';
}
