/**
 * The call in hand, on top of every page: state, time, who, and only the actions that work now. Above it, while
 * something keeps calls away, what that is and how to mend it. Never goes away with a room.
 */
import {
  BellFilled,
  EditFilled,
  LoadingOutlined,
  PauseOutlined,
  PhoneFilled,
  PhoneOutlined,
} from '@ant-design/icons';
import { lazy, Suspense } from 'react';
import { Link, useLocation } from 'react-router';
import type { Me } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { microsOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { callOf, type Call } from '@/shared/phone/state';
import { usePhone } from '@/shared/phone/use-telephone';
import { Elapsed, Remaining } from '@/shared/ui/Elapsed';
import { useQueueName } from '@/shared/ui/names';
import { CallBarActions } from './CallBarActions';
import { CallBarHeld } from './CallBarHold';
import { useCalled } from './called';
import { customerName, useCallLive, useCallShown } from './call';
import { callWords } from './call-words';
import { lookOf, type Look } from './look';
import { isMyOwnCall, sinceOf, useMe, useMeLive } from './me';
import { PhoneSound } from './PhoneSound';
import { PhoneStrip } from './PhoneStrip';
import { useNotice, useRinger } from './ringer';
import { usePhoneKept } from './phone-kept';
import './call-bar.css';

const CallStrip = lazy(async () => ({ default: (await import('./control/CallStrip')).CallStrip }));

const ICONS = {
  dialling: <PhoneOutlined />,
  ringing: <BellFilled />,
  answering: <LoadingOutlined />,
  talking: <PhoneFilled />,
  hold: <PauseOutlined />,
  wrap_up: <EditFilled />,
};
const WORDS = {
  dialling: 'dialling',
  ringing: 'ringing',
  answering: 'answering',
  talking: 'talking',
  hold: 'hold',
  wrap_up: 'wrapUp',
} as const;

function Who({ me }: { me: Me }) {
  const t = useTexts(callWords);
  const queueName = useQueueName();
  const called = useCalled();
  const customer = useCallShown(me)?.parties.find(({ role }) => role === 'customer');
  const call = me.interaction;
  if (!call) return null;
  if (isMyOwnCall(me)) {
    return (
      <span className="call-bar-who">
        <strong>{called(call) || t('unknownCaller')}</strong>
      </span>
    );
  }
  const caller = (call.direction === 'internal' && customer?.number) || call.caller;
  const number = groupPhone(caller);
  const name = customerName(me, caller);
  return (
    <span className="call-bar-who">
      <strong>{name || number || t('unknownCaller')}</strong>
      {name ? <span className="num">{number}</span> : null}
      {call.queue ? <span className="call-bar-queue">{queueName(call.queue)}</span> : null}
    </span>
  );
}

function Time({ me, look }: { me: Me; look: Look }) {
  if (look === 'wrap_up' && me.until) return <Remaining until={microsOf(me.until)} />;
  if (look === 'hold' && me.call?.held_since) return <CallBarHeld call={me.call} />;
  return <Elapsed since={sinceOf(me)} />;
}

/** The sound of this call: whether it is on its way back, or in another place than this page. */
function Sound({ here, look }: { here: Call | null; look: Look }) {
  const t = useTexts(callWords);
  const phone = usePhone();
  if (look !== 'talking' && look !== 'hold') return null;
  if (phone.line.is === 'elsewhere') return <span className="call-bar-warning">{t('soundElsewhere')}</span>;
  if (!phone.wanted) return null;
  if (!here) return <span className="call-bar-warning">{t('soundBack')}</span>;
  if (here.path === 'up') return null;
  if (here.path === 'checking') return <span className="call-bar-warning is-late">{t('soundBack')}</span>;
  return <span className="call-bar-warning">{t('soundLost')}</span>;
}

function Ringing({ me, look, here }: { me: Me; look: Look | null; here: Call | null }) {
  const t = useTexts(callWords);
  const queueName = useQueueName();
  const ringing = look === 'ringing';
  const call = me.interaction;
  const who = call?.customer?.name || call?.caller_name || t('unknownCaller');
  useRinger(ringing, here !== null || me.phone.kind !== 'browser', t('titleRinging'));
  useNotice(ringing, t('noticeTitle', { who }), t('noticeBody', { queue: queueName(call?.queue) }));
  return null;
}

function Bar({ me, look, here }: { me: Me; look: Look; here: Call | null }) {
  const t = useTexts(callWords);
  const atDesk = useLocation().pathname === '/desk';
  return (
    <section className={`call-bar is-${look}`} aria-label={t('call')}>
      <span className="call-bar-state" role="status">
        <span aria-hidden>{ICONS[look]}</span> {t(WORDS[look])}
      </span>
      <span className="call-bar-time">
        <Time me={me} look={look} />
      </span>
      <Who me={me} />
      <Sound here={here} look={look} />
      <span className="call-bar-actions">
        {atDesk ? null : <Link to="/desk">{t('openDesk')}</Link>}
        <CallBarActions me={me} look={look} here={here} />
      </span>
    </section>
  );
}

/** Who is in the call, and how to go on, while there is more to it than a talk. */
function Strip({ me }: { me: Me }) {
  const call = useCallShown(me);
  if (!call) return null;
  return (
    <Suspense fallback={null}>
      <CallStrip call={call} me={me} />
    </Suspense>
  );
}

export function CallBar() {
  useMeLive();
  const me = useMe().data;
  useCallLive(me?.agent.id);
  const phone = usePhone();
  usePhoneKept(me);
  const call = callOf(phone);
  const here = call?.purpose === 'echo' ? null : call;
  const look = lookOf(me, here);
  if (!me) return null;
  return (
    <>
      <PhoneStrip me={me} />
      <Ringing me={me} look={look} here={here} />
      {look ? <Bar me={me} look={look} here={here} /> : null}
      <Strip me={me} />
      <PhoneSound me={me} />
    </>
  );
}
