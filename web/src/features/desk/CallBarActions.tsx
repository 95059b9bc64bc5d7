/** The buttons of the call bar and their keys. What needs this page's sound is there only when this page has it. */
import { AudioMutedOutlined, AudioOutlined, PhoneFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import type { CallShown } from '@/api/control';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import type { Call } from '@/shared/phone/state';
import { theTelephone } from '@/shared/phone/the-telephone';
import { usePhone } from '@/shared/phone/use-telephone';
import { useCallAction, useMute } from './actions';
import { CallBarHelp } from './CallBarHelp';
import { CallBarHangUp } from './CallBarHangUp';
import { CallBarHold } from './CallBarHold';
import { CallBarKeypad } from './CallBarKeypad';
import { CallBarRecording } from './CallBarRecording';
import { CallBarSay } from './CallBarSay';
import { CallBarWrapUp } from './CallBarWrapUp';
import { useCallShown } from './call';
import { callWords } from './call-words';
import type { Look } from './look';

const CallPass = lazy(async () => ({ default: (await import('./control/CallPass')).CallPass }));

interface Given {
  me: Me;
  look: Look;
  /** The leg in this page; null when sound is on a telephone on the table, or elsewhere. */
  here: Call | null;
}

function Answer() {
  const t = useTexts(callWords);
  const commands = useMemo<Command[]>(
    () => [
      { id: 'answer', title: t('answer'), keys: 'Alt+a', group: t('group'), run: theTelephone().answer },
      { id: 'decline', title: t('decline'), group: t('group'), run: theTelephone().decline },
    ],
    [t],
  );
  useOffer(commands);
  return (
    <>
      <Button
        type="primary"
        size="large"
        className="call-bar-answer"
        icon={<PhoneFilled />}
        title="Alt+A"
        onClick={theTelephone().answer}
      >
        {t('answer')}
      </Button>
      <Button type="text" onClick={theTelephone().decline}>
        {t('decline')}
      </Button>
    </>
  );
}

function Mute() {
  const t = useTexts(callWords);
  const { muted } = usePhone();
  const mute = useMute();
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'mute',
        title: t(muted ? 'unmute' : 'mute'),
        keys: 'Alt+m',
        group: t('group'),
        run: () => mute(!muted),
      },
    ],
    [t, muted, mute],
  );
  useOffer(commands);
  return (
    <Button
      icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />}
      className={muted ? 'call-bar-muted' : 'call-bar-terse'}
      aria-pressed={muted}
      title={`Alt+M · ${t(muted ? 'unmute' : 'mute')}`}
      onClick={() => mute(!muted)}
    >
      {t(muted ? 'muted' : 'mute')}
    </Button>
  );
}

const GUIDES = ['listen', 'whisper'];

/** Until it is known how the call stands, it can be held. */
const mayHold = (call: CallShown | undefined): boolean =>
  !call || call.may.includes('hold') || call.may.includes('resume');

/** Whoever was called in only leaves: the customer talks on with who is in charge. */
const asksFirst = (me: Me, call: CallShown | undefined): boolean =>
  (me.call?.customer_first ?? false) && (!call?.agent || call.agent === me.agent.id);

function InCall({ me, look, here }: Given) {
  const acting = useCallAction();
  const call = useCallShown(me);
  if (GUIDES.includes(me.call?.stage ?? '')) return null;
  return (
    <>
      {mayHold(call) ? (
        <CallBarHold held={look === 'hold'} busy={acting.isPending} act={acting.mutate} />
      ) : null}
      {here ? <Mute /> : null}
      <CallBarKeypad act={acting.mutateAsync} />
      <CallBarSay call={call} />
      <Suspense fallback={null}>{call ? <CallPass call={call} agent={me.agent.id} /> : null}</Suspense>
      {call ? <CallBarRecording call={call} /> : null}
      <CallBarHelp help={me.call?.help ?? null} act={acting.mutate} />
      <CallBarWrapUp asked={me.call?.wrap_up_asked ?? null} act={acting.mutate} />
      <CallBarHangUp customerFirst={asksFirst(me, call)} act={acting.mutate} />
    </>
  );
}

/** Nobody has answered yet: there is to give up, to answer a menu or the question for a PIN by keys, and, at a
 *  telephone on the table, to lift it. */
function Dialling({ me, here }: Pick<Given, 'me' | 'here'>) {
  const acting = useCallAction();
  return (
    <>
      {here ? <Mute /> : null}
      {me.interaction?.stage === 'menu' ? <CallBarKeypad act={acting.mutateAsync} /> : null}
      <CallBarHangUp customerFirst={false} act={acting.mutate} />
      {me.phone.kind === 'sip' ? <DeskHint /> : null}
    </>
  );
}

function DeskHint() {
  const t = useTexts(callWords);
  return <span className="call-bar-hint">{t('liftFirst')}</span>;
}

export function CallBarActions({ me, look, here }: Given) {
  const t = useTexts(callWords);
  if (look === 'ringing' && here) return <Answer />;
  if (look === 'ringing') {
    return me.phone.kind === 'sip' ? <span className="call-bar-hint">{t('answerOnPhone')}</span> : null;
  }
  if (look === 'dialling') return <Dialling me={me} here={here} />;
  if (look !== 'talking' && look !== 'hold') return null;
  return <InCall me={me} look={look} here={here} />;
}
