/** What a prompt says in one language: its sound, its words, and the three ways to make a sound. */
import { AudioOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { keepSound, soundOf, speakText, type HowMade, type Language, type SoundMade } from '@/api/prompts';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { Play } from './Play';
import { useRecording } from '@/shared/sound/recording';
import { asWav } from '@/shared/sound/wav';
import { promptWords } from './words';

/** `sound` '': none yet. */
export interface Part {
  sound: string;
  seconds: number;
  text: string;
  made: HowMade;
}

export const NOTHING: Part = { sound: '', seconds: 0, text: '', made: 'recorded' };

interface Props {
  language: Language;
  part: Part;
  name: string;
  speaks: boolean;
  onChange: (part: Part) => void;
}

type Asked = { sound: Blob; made: 'recorded' | 'uploaded' } | { text: string };

/** Makes a sound of what was recorded, chosen or written, and keeps it. */
function useMaking({ language, part, onChange }: Props) {
  const [unread, setUnread] = useState(false);
  const [came, setCame] = useState<SoundMade | null>(null);
  const making = useMutation({
    mutationFn: async (asked: Asked) => {
      if ('text' in asked) return { made: 'spoken' as const, kept: await speakText(asked.text, language) };
      const wav = await asWav(asked.sound);
      setUnread(wav === null);
      return wav && { made: asked.made, kept: await keepSound(wav) };
    },
    onSuccess: (done) => {
      if (!done) return;
      setCame(done.kept);
      onChange({ ...part, sound: done.kept.sound, seconds: done.kept.seconds, made: done.made });
    },
  });
  const make = (asked: Asked): void => {
    setUnread(false);
    setCame(null);
    making.mutate(asked);
  };
  return { make, unread, came, pending: making.isPending, failure: making.error };
}

function Now({ part, label, came }: { part: Part; label: string; came: SoundMade | null }) {
  const t = useTexts(promptWords);
  return (
    <>
      <p className="prompt-now" aria-live="polite">
        {part.sound ? (
          <>
            <Play sound={soundOf(part.sound)} label={label}>
              {t('seconds', { n: part.seconds })}
            </Play>
            <span className="quiet">{t(part.made)}</span>
          </>
        ) : (
          <span className="quiet">{t('noSound')}</span>
        )}
        {came && came.cut >= 0.3 ? (
          <span className="quiet">{t('cut', { n: came.cut.toFixed(1) })}</span>
        ) : null}
      </p>
      {came?.overdriven ? <p className="fault">{t('overdriven')}</p> : null}
    </>
  );
}

interface FileProps {
  disabled: boolean;
  loading: boolean;
  onFile: (file: File) => void;
}

function Upload({ disabled, loading, onFile }: FileProps) {
  const t = useTexts(promptWords);
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={<UploadOutlined aria-hidden />}
        disabled={disabled}
        loading={loading}
        onClick={() => file.current?.click()}
      >
        {t('upload')}
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        accept="audio/*,.wav,.mp3"
        aria-label={t('upload')}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen) onFile(chosen);
        }}
      />
    </>
  );
}

function Trouble({ refused, unread }: { refused: boolean; unread: boolean }) {
  const t = useTexts(promptWords);
  if (!refused && !unread) return null;
  return (
    <p className="fault" role="alert">
      {t(refused ? 'refused' : 'undecodable')}
    </p>
  );
}

export function LanguagePart(props: Props) {
  const { language, part, name, speaks, onChange } = props;
  const t = useTexts(promptWords);
  const heading = useId();
  const called = t(language === 'zh-CN' ? 'chinese' : 'english');
  const { make, unread, came, pending, failure } = useMaking(props);
  const recording = useRecording((sound) => make({ sound, made: 'recorded' }));
  const running = recording.state === 'recording';
  const busy = pending || recording.state === 'asking';
  const record = t(part.sound ? 'recordAgain' : 'record');
  return (
    <section className="prompt-part" aria-labelledby={heading}>
      <h3 id={heading}>{called}</h3>
      <Now part={part} label={t('listen', { language: called, name })} came={came} />
      <Field label={t('text', { language: called })} rule={t('textRule')}>
        <Input.TextArea
          value={part.text}
          maxLength={2000}
          rows={3}
          onChange={(event) => onChange({ ...part, text: event.target.value })}
        />
      </Field>
      <div className="prompt-ways">
        <Button
          icon={<AudioOutlined aria-hidden />}
          danger={running}
          disabled={busy}
          onClick={running ? recording.stop : recording.start}
        >
          {running ? t('stopRecording', { n: recording.seconds }) : record}
        </Button>
        <Upload disabled={running} loading={pending} onFile={(sound) => make({ sound, made: 'uploaded' })} />
        <Button
          disabled={running || busy || !speaks || !part.text.trim()}
          onClick={() => make({ text: part.text.trim() })}
        >
          {t('speak')}
        </Button>
      </div>
      {speaks ? null : <p className="quiet">{t('noVoice')}</p>}
      {recording.state === 'asking' ? <p className="quiet">{t('asking')}</p> : null}
      <Trouble refused={recording.state === 'refused'} unread={unread} />
      <Refused failure={failure} />
    </section>
  );
}
