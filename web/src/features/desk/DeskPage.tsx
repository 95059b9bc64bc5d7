/** The agent's desk: my state on the left, the customer in the middle, what came of it on the right. */
import { CoffeeOutlined, CustomerServiceOutlined, LoginOutlined, PhoneOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import type { Micros } from '@/api/live';
import type { Me } from '@/api/types';
import { wishToCall } from '@/shared/dial/wish';
import { groupPhone } from '@/shared/format/phone';
import { clockOf, MICROS } from '@/shared/format/duration';
import { useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useCalled } from './called';
import { CallWords } from './CallWords';
import { dayWords } from './day-words';
import { dialWords, signalWord } from './dial/dial-words';
import { Drafts } from './Drafts';
import { isMyOwnCall, sinceOf, useMe } from './me';
import { useFinding } from './phone-mend';
import { PhonePanel } from './PhonePanel';
import { usePop, whoOf } from './pop';
import { PopCard } from './PopCard';
import { QueuesGlance } from './QueuesGlance';
import { StatePanel } from './StatePanel';
import { useHeldBack } from './use-notices';
import { WrapUpForm } from './WrapUpForm';
import { deskWords } from './words';
import './desk.css';

const CalmHost = lazy(() => import('./calm/CalmHost'));
const ScriptPanel = lazy(async () => ({ default: (await import('./script/ScriptPanel')).ScriptPanel }));
const Todo = lazy(async () => ({ default: (await import('./todo/Todo')).Todo }));
const MyDay = lazy(async () => ({ default: (await import('./MyDay')).MyDay }));
const Readiness = lazy(async () => ({ default: (await import('./script/Readiness')).Readiness }));

/** Why no calls come while one is paused, by the reason of the pause. */
const PAUSED = {
  own: { title: 'noCallPaused', text: 'noCallPausedText' },
  rona: { title: 'missedCalls', text: 'missedCallsText' },
  phone_unreachable: { title: 'phoneLost', text: 'phoneLostText' },
} as const;

function Idle({ me }: { me: Me }) {
  const t = useTexts(deskWords);
  const now = useServerSecond();
  const time = clockOf((now - sinceOf(me)) / MICROS);
  const finding = useFinding(me);
  const paused = PAUSED[me.reason as keyof typeof PAUSED] ?? PAUSED.own;
  return (
    <section className="panel desk-idle">
      {me.state === 'signed_out' ? (
        <Empty icon={<LoginOutlined />} title={t('signedOutTitle')}>
          {t('signedOutText')}
        </Empty>
      ) : null}
      {me.state === 'paused' ? (
        <Empty icon={<CoffeeOutlined />} title={t(paused.title)}>
          {t(paused.text)}
        </Empty>
      ) : null}
      {me.state === 'ready' ? (
        <Empty
          icon={<CustomerServiceOutlined />}
          title={t(finding && !finding.passing ? 'noCallPhone' : 'noCallReady')}
        >
          {finding && !finding.passing ? t('noCallPhoneText') : t('noCallReadyText', { time })}
        </Empty>
      ) : null}
    </section>
  );
}

/** I called somebody of the house: there is no customer, and nothing to write up. */
function OwnCall({ me }: { me: Me }) {
  const t = useTexts(dialWords);
  const called = useCalled();
  return (
    <section className="panel desk-idle">
      <Empty
        icon={<PhoneOutlined />}
        title={t('inHouse', { number: me.interaction ? called(me.interaction) : '' })}
      >
        {t('inHouseText')}
      </Empty>
    </section>
  );
}

function HeldBack() {
  const t = useTexts(dayWords);
  const held = useHeldBack();
  return held ? <p className="panel quiet held-back">{t('heldBack', { n: held })}</p> : null;
}

const isOut = ({ interaction }: Me): boolean => interaction?.direction === 'out';
/** Who writes the call up has greeted long ago. */
const greetedSince = (me: Me): Micros => (me.state === 'wrap_up' ? 0 : sinceOf(me));

/** Where the script stands: to be read, to be said, or over. Whom one calls is not there before they answer. */
function momentOf(me: Me, ringing: boolean): 'ringing' | 'talking' | 'wrap_up' {
  if (me.state === 'wrap_up') return 'wrap_up';
  return ringing || me.call?.stage === 'dialling' ? 'ringing' : 'talking';
}

function Work({ me }: { me: Me }) {
  const t = useTexts(deskWords);
  const call = me.contact;
  const pop = usePop(call).data;
  useEffect(() => {
    const page = document.getElementById('content');
    if (call && page) page.scrollTop = 0; // who it is stands there at once, however far down one was
  }, [call]);
  if (!call) return <Idle me={me} />;
  const ringing = me.state === 'ringing' || me.call?.stage === 'ringing';
  const guiding = me.call?.stage === 'listen' || me.call?.stage === 'whisper';
  return (
    <div className="desk-work">
      <Said me={me} />
      <PopCard key={call} interaction={call} ringing={ringing} since={greetedSince(me)} out={isOut(me)} />
      {guiding ? null : (
        <div className="desk-side">
          <CallWords key={call} interaction={call} moment={momentOf(me, ringing)} />
          <Suspense fallback={null}>
            <ScriptPanel key={call} interaction={call} moment={momentOf(me, ringing)} />
            <CalmHost key={`calm ${call}`} me={me} interaction={call} moment={momentOf(me, ringing)} />
          </Suspense>
          {ringing ? null : (
            <section className="panel">
              <div className="panel-head">
                <h2>{t('form')}</h2>
              </div>
              <WrapUpForm
                key={call}
                agent={me.agent.id}
                interaction={call}
                who={whoOf(pop)}
                caller={groupPhone(pop?.number ?? '')}
                moment={me.state === 'wrap_up' ? 'wrap_up' : 'talking'}
              />
            </section>
          )}
        </div>
      )}
    </div>
  );
}

function DialOpen() {
  const t = useTexts(dialWords);
  return (
    <Button block icon={<PhoneOutlined />} title="Alt+D" onClick={() => wishToCall()}>
      {t('open')}
    </Button>
  );
}

/** What the line said of a call that reached nobody: it is written up with that. */
function Said({ me }: { me: Me }) {
  const t = useTexts(dialWords);
  const contact = me.interaction;
  if (me.state !== 'wrap_up' || contact?.outcome !== 'unreached') return null;
  return <Alert type="warning" showIcon title={t(signalWord(contact.cause))} description={t('saidText')} />;
}

export function DeskPage() {
  const t = useTexts(deskWords);
  const asked = useMe();
  if (asked.isPending) {
    return (
      <div className="page" aria-busy="true">
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    );
  }
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const me = asked.data;
  return (
    <div className="page">
      <h1 className="only-heard">{t('title')}</h1>
      <div className="desk">
        <div className="desk-left">
          <StatePanel me={me} />
          <DialOpen />
          <PhonePanel me={me} />
          <QueuesGlance agent={me.agent.id} />
          <Suspense fallback={null}>
            <Todo />
            <MyDay me={me} />
          </Suspense>
        </div>
        <div className="desk-main">
          {isMyOwnCall(me) ? <OwnCall me={me} /> : <Work me={me} />}
          {me.state === 'signed_out' || (me.state === 'paused' && !me.contact) ? (
            <Suspense fallback={null}>
              <Readiness />
            </Suspense>
          ) : null}
          <HeldBack />
          <Drafts agent={me.agent.id} except={me.contact} />
        </div>
      </div>
    </div>
  );
}
