/** What keeps calls away from me, in one word, and what mends it. Pure. */
import type { Me } from '@/api/types';
import type { Phone } from '@/shared/phone/state';
import type { Kind } from './phone-kind';

export type Trouble =
  | 'insecure'
  | 'off'
  | 'blocked'
  | 'noMicrophone'
  | 'microphoneBusy'
  | 'otherTab'
  | 'otherBrowser'
  | 'opening'
  | 'noNetwork'
  | 'noEdge'
  | 'refused'
  | 'noWay'
  | 'mending'
  | 'muffled'
  | 'asleep'
  | 'deskPhone'
  | 'unknown';

export type Mend = 'enable' | 'allow' | 'look' | 'useHere' | 'echo' | 'click' | null;

export interface Finding {
  trouble: Trouble;
  mend: Mend;
  /** It mends itself: nothing to be done but wait. */
  passing: boolean;
}

const found = (trouble: Trouble, mend: Mend = null, passing = false): Finding => ({ trouble, mend, passing });

const LINES = {
  off: found('off', 'enable'),
  opening: found('opening', null, true),
  refused: found('refused', 'enable'),
} as const;

function ofLine({ line }: Phone): Finding | null {
  if (line.is === 'ready') return null;
  if (line.is === 'elsewhere') return found(line.where === 'tab' ? 'otherTab' : 'otherBrowser', 'useHere');
  if (line.is === 'lost') return found(line.why === 'no_edge' ? 'noEdge' : 'noNetwork', null, true);
  return LINES[line.is];
}

const MICROPHONES = {
  unknown: null,
  ok: null,
  blocked: found('blocked', 'allow'),
  no_microphone: found('noMicrophone', 'look'),
  failed: found('microphoneBusy', 'look'),
} as const;

/** What the server says although this page sees nothing wrong: it may not have heard yet. */
function ofServer({ phone }: Me): Finding | null {
  if (phone.ready) return null;
  if (phone.audio === 'edge_down') return found('noEdge', null, true);
  return phone.audio === 'failed' ? found('noWay', 'echo') : found('unknown', null, true);
}

function ofBrowser(me: Me, phone: Phone, page: { canListen: boolean; muffled: boolean }): Finding | null {
  if (!page.canListen) return found('insecure');
  if (phone.line.is === 'elsewhere') return ofLine(phone);
  if (phone.line.is !== 'off' && MICROPHONES[phone.microphone]) return MICROPHONES[phone.microphone];
  if (page.muffled) return found('muffled', 'click');
  const line = ofLine(phone);
  if (line) return line;
  if (phone.calls.some((call) => call.path === 'failed')) return found('mending', null, true);
  if (phone.deaf) return found('noWay', 'echo');
  return ofServer(me);
}

/** Null: calls can come. */
export function findingOf(
  me: Me,
  kind: Kind,
  phone: Phone,
  page: { canListen: boolean; muffled: boolean },
): Finding | null {
  if (kind === 'browser') return ofBrowser(me, phone, page);
  if (me.phone.ready) return null;
  return me.phone.registered ? found('unknown', null, true) : found('deskPhone');
}
