/** The buttons of the call bar and their keys. What needs this page's sound is there only when this page has it. */
import { AudioMutedOutlined, AudioOutlined, PhoneFilled, SwapOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useMemo } from 'react';
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
import { callWords } from './call-words';
import type { Look } from './look';

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
      className={muted ? 'call-bar-muted' : ''}
      aria-pressed={muted}
      title="Alt+M"
      onClick={() => mute(!muted)}
    >
      {t(muted ? 'muted' : 'mute')}
    </Button>
  );
}

function Transfer() {
  const t = useTexts(callWords);
  return (
    <Tooltip title={t('transferLater')} placement="bottom">
      <Button icon={<SwapOutlined />} disabled aria-description={t('transferLater')}>
        {t('transfer')}
      </Button>
    </Tooltip>
  );
}

export function CallBarActions({ me, look, here }: Given) {
  const t = useTexts(callWords);
  const acting = useCallAction();
  if (look === 'ringing' && here) return <Answer />;
  if (look === 'ringing') {
    return me.phone.kind === 'sip' ? <span className="call-bar-hint">{t('answerOnPhone')}</span> : null;
  }
  if (look !== 'talking' && look !== 'hold') return null;
  return (
    <>
      <CallBarHold held={look === 'hold'} busy={acting.isPending} act={acting.mutate} />
      {here ? <Mute /> : null}
      <CallBarKeypad act={acting.mutateAsync} />
      <Transfer />
      <CallBarHelp help={me.call?.help ?? null} act={acting.mutate} />
      <CallBarHangUp customerFirst={me.call?.customer_first ?? false} act={acting.mutate} />
    </>
  );
}
