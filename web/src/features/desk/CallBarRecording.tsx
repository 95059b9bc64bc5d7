/** Whether this call is recorded, always in sight: paused for a card number and resumed, or begun on demand. */
import { BorderOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { useMemo } from 'react';
import type { CallShown, RecordingNow } from '@/api/control';
import { microsOf } from '@/shared/format/time';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { Remaining } from '@/shared/ui/Elapsed';
import { deedsOn, useRecording } from './recording';
import { recordingWords } from './recording-words';
import './recording.css';

const KEY = 'Alt+f';
/** What is plain beside the state needs no words of its own: the bar is narrow. */
const ICONS = { pause: <PauseOutlined />, stop: <BorderOutlined />, start: null, resume: null };

function State({ now }: { now: RecordingNow }) {
  const t = useTexts(recordingWords);
  const word = now.consent === 'refused' ? 'refused' : now.state;
  return (
    <span className={`call-recording is-${now.state}`}>
      <span className="call-recording-dot" aria-hidden />
      <span role="status">{t(word)}</span>
      {now.until ? (
        <span title={t('goesOn')}>
          <Remaining until={microsOf(now.until)} />
        </span>
      ) : null}
    </span>
  );
}

export function CallBarRecording({ call }: { call: CallShown }) {
  const t = useTexts(recordingWords);
  const { mutate, isPending } = useRecording(call.interaction);
  const deeds = useMemo(() => deedsOn(call), [call]);
  const commands = useMemo<Command[]>(
    () =>
      deeds.map((deed, n) => ({
        id: `recording-${deed}`,
        title: t(deed),
        group: t('group'),
        run: () => mutate(deed),
        ...(n === 0 ? { keys: KEY } : {}),
      })),
    [t, deeds, mutate],
  );
  useOffer(commands);
  return (
    <Space.Compact>
      <State now={call.recording} />
      {deeds.map((deed, n) => (
        <Button
          key={deed}
          disabled={isPending}
          type={deed === 'resume' ? 'primary' : 'default'}
          icon={ICONS[deed]}
          aria-label={t(deed)}
          title={[n === 0 ? 'Alt+F' : '', t(deed === 'pause' ? 'pauseHint' : deed)]
            .filter(Boolean)
            .join(' · ')}
          onClick={() => mutate(deed)}
        >
          {ICONS[deed] ? null : t(deed)}
        </Button>
      ))}
    </Space.Compact>
  );
}
