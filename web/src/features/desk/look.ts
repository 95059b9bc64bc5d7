/** How the call bar looks: by what the server says, and sooner by what rings in this page. Null: no call, no bar. */
import type { Me } from '@/api/types';
import type { Call } from '@/shared/phone/state';

export type Look = 'dialling' | 'ringing' | 'answering' | 'talking' | 'hold' | 'wrap_up';

/** There is a call, and nothing is known of it yet: who was called may not have answered. */
const isUnknown = (me: Me): boolean => me.contact !== null && me.call === null && me.interaction === null;

function lookOfCall(me: Me): Look {
  if (isUnknown(me)) return 'answering';
  const stage = me.call?.stage ?? me.interaction?.stage;
  if (me.call?.stage === 'ringing' || me.call?.stage === 'dialling') return me.call.stage;
  return stage === 'hold' ? 'hold' : 'talking';
}

function lookOfMe(me: Me): Look | null {
  if (me.state === 'ringing' || me.state === 'wrap_up') return me.state;
  return me.state === 'talking' ? lookOfCall(me) : null;
}

/** Called into somebody's talk, and not more is known of it yet. */
const joins = (me: Me): boolean => me.state === 'talking' && me.call === null;

/** `here`: the customer's call as this page's telephone has it. */
export function lookOf(me: Me | undefined, here: Call | null = null): Look | null {
  if (!me) return null;
  const said = lookOfMe(me);
  if (here?.purpose !== 'offer') return said;
  const rings = said === 'ringing' || said === null;
  if (here.stage === 'ringing' && (rings || joins(me))) return 'ringing';
  if (!rings) return said;
  return said === null ? null : here.stage === 'answering' ? 'answering' : 'talking';
}
