/** Who hears whom, as it is shown: those of one circle hear each other, whoever is alone hears music. Pure. */
import type { CallShown, PartyShown } from '@/api/control';

export type CircleLook = 'together' | 'alone' | 'aside' | 'calling' | 'out' | 'guided';
export interface Circle {
  key: string;
  look: CircleLook;
  parties: PartyShown[];
}

export const isGuide = ({ role }: PartyShown): boolean => role === 'listener' || role === 'whisperer';

const ORDER = ['customer', 'agent', 'joined', 'consulted', 'target', 'whisperer', 'listener'];
const inOrder = (a: PartyShown, b: PartyShown): number => ORDER.indexOf(a.role) - ORDER.indexOf(b.role);

function lookOf(circle: string, speaking: PartyShown[]): CircleLook {
  if (circle === 'out') return 'out';
  const [first] = speaking;
  if (speaking.length === 1) return first?.role === 'customer' ? 'alone' : 'out';
  return circle === 'aside' ? 'aside' : 'together';
}

/** The circles of a call, those who speak before those who wait, are called, or only listen. */
export function circlesOf(call: CallShown): Circle[] {
  const parties = [...call.parties].sort(inOrder);
  const guides = parties.filter(isGuide);
  const circles = (['main', 'aside', 'out'] as const).flatMap((key): Circle[] => {
    const here = parties.filter((one) => one.circle === key && !isGuide(one) && one.state === 'up');
    return here.length ? [{ key, look: lookOf(key, here), parties: here }] : [];
  });
  const called = parties.filter((one) => one.state === 'ringing' && !isGuide(one));
  if (called.length) circles.push({ key: 'calling', look: 'calling', parties: called });
  if (guides.length) circles.push({ key: 'guided', look: 'guided', parties: guides });
  return circles;
}

/** Whether there is more to a call than one customer and one agent. */
export const isMore = (call: CallShown): boolean =>
  call.locked || call.parties.some((one) => one.role !== 'customer' && one.role !== 'agent');
