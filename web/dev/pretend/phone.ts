/** The pretend phone of the agent at the page: given to whoever asks, one call at hand, reasons to hold it. */
import type { Me } from '../../src/api/types.ts';
import type { Answer, Asked } from './routes.ts';

const READY: Me['phone'] = {
  kind: 'browser',
  registered: true,
  audio: 'ok',
  tab: 'pretend',
  ready: true,
  why: null,
};

const reason = (id: string, zh: string, en: string, say: string) => ({
  id,
  name: { zh, en },
  say: { zh: say, en: 'May I put you on hold for a moment?' },
  remind_seconds: 45,
});
export const HOLD_REASONS = [
  reason('look-up', '查询资料', 'Looking something up', '我查一下，请您稍等好吗？'),
  reason('ask', '请示同事', 'Asking a colleague', '我请示一下同事，请您稍等好吗？'),
];

/** The call at hand as it stands; the queue of the pretend call lets customers hang up first. */
export function callOf(me: Me): Me['call'] {
  if (!me.interaction || (me.state !== 'ringing' && me.state !== 'talking')) return null;
  const since = Date.parse(me.since ?? '') * 1000;
  const stage = me.state === 'ringing' ? 'ringing' : me.interaction.stage === 'hold' ? 'hold' : 'talk';
  const held = stage === 'hold';
  return {
    interaction: me.interaction.id,
    stage,
    since,
    held_since: held ? (me.call?.held_since ?? Date.now() * 1000) : null,
    hold_reason: held ? (me.call?.hold_reason ?? null) : null,
    muted: me.call?.muted ?? false,
    customer_first: true,
    help: me.call?.help ?? null,
    wrap_up_asked: null,
  };
}

/** What concerns the phone; undefined: somebody else's question. */
export function phoneAnswer({ method, path, body }: Asked, me: Me): Answer | undefined {
  if (path === '/agents/me/echo') return { status: 202, body: { seconds: 8 } };
  if (path === '/agents/me/phone/audio') return { status: 204 };
  if (path !== '/agents/me/phone') return undefined;
  if (method === 'DELETE') return { status: 204 };
  me.phone = { ...READY, tab: String(body.tab) };
  me.phone_registered = true;
  const { extension } = me.agent;
  return {
    status: 200,
    body: {
      ticket: 'pretend',
      websocket: '/sip?ticket=pretend',
      uri: `sip:${extension}@pretend.invalid`,
      extension,
      display_name: me.agent.name.zh,
      expires_at: new Date(Date.now() + 30_000).toISOString(),
    },
  };
}
