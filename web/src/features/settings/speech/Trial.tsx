/** A plan tried as it is written: a sentence said and heard, and one spoken into the browser written down. */
import { AudioOutlined, SoundOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { hearWords, sayAloud, type SaidAloud, type SpeechPlan, type SpokenLanguage } from '@/api/speech';
import { useTexts } from '@/shared/i18n/texts';
import { useSound } from '@/shared/player/use-sound';
import { useRecording } from '@/shared/sound/recording';
import { asWav } from '@/shared/sound/wav';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { speechWords } from './words';

interface Props {
  plan: SpeechPlan;
  language: SpokenLanguage;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let signs = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    signs += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(signs);
}

/** What was said, heard at once and then as often as one likes. */
function Heard({ said }: { said: SaidAloud }) {
  const t = useTexts(speechWords);
  const [sound] = useState(() => URL.createObjectURL(new Blob([bytesOf(said.wav)], { type: 'audio/wav' })));
  const { playing, toggle } = useSound(sound);
  useEffect(() => () => URL.revokeObjectURL(sound), [sound]);
  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current) toggle();
    begun.current = true;
  });
  return (
    <p role="status">
      <Button icon={<SoundOutlined aria-hidden />} onClick={toggle}>
        {t(playing ? 'stop' : 'again')}
      </Button>{' '}
      <span className="quiet">
        {t('saidBy', { engine: said.engine, voice: said.voice, ms: said.took_ms })}
      </span>
    </p>
  );
}

function Saying({ plan, language }: Props) {
  const t = useTexts(speechWords);
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? t(language === 'zh-CN' ? 'sentenceZh' : 'sentenceEn');
  const saying = useMutation({ mutationFn: () => sayAloud(shown.trim(), language, plan) });
  return (
    <div className="speech-try">
      <Field label={t('sentence')}>
        <Input.TextArea
          value={shown}
          maxLength={300}
          rows={2}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button
        icon={<SoundOutlined aria-hidden />}
        loading={saying.isPending}
        disabled={!shown.trim()}
        onClick={() => saying.mutate()}
      >
        {t('sayIt')}
      </Button>
      {saying.data ? <Heard key={saying.submittedAt} said={saying.data} /> : null}
      <Refused failure={saying.error} />
    </div>
  );
}

function Hearing({ plan, language }: Props) {
  const t = useTexts(speechWords);
  const [unread, setUnread] = useState(false);
  const hearing = useMutation({
    mutationFn: async (sound: Blob) => {
      const wav = await asWav(sound);
      setUnread(wav === null);
      return wav && hearWords(await base64Of(wav), language, plan);
    },
  });
  const recording = useRecording((sound) => hearing.mutate(sound));
  const running = recording.state === 'recording';
  const heard = hearing.data;
  return (
    <div className="speech-try">
      <Button
        icon={<AudioOutlined aria-hidden />}
        danger={running}
        loading={hearing.isPending}
        disabled={recording.state === 'asking'}
        onClick={running ? recording.stop : recording.start}
      >
        {running ? t('stopSpeaking', { n: recording.seconds }) : t('speakNow')}
      </Button>
      {recording.state === 'asking' ? <p className="quiet">{t('asking')}</p> : null}
      {recording.state === 'refused' || unread ? (
        <p className="fault" role="alert">
          {t(unread ? 'undecodable' : 'refused')}
        </p>
      ) : null}
      {heard ? (
        <div role="status">
          <p>{heard.words ? t('heardWords', { words: heard.words }) : t('heardNothing')}</p>
          {heard.text === heard.words ? null : <p>{t('corrected', { text: heard.text })}</p>}
          <p className="quiet">
            {t('heardBy', { engine: heard.engine, ms: heard.took_ms })}
            {heard.confidence === null ? '' : ` · ${t('sure', { n: Math.round(heard.confidence * 100) })}`}
          </p>
        </div>
      ) : null}
      <Refused failure={hearing.error} />
    </div>
  );
}

export function Trial({ plan }: { plan: SpeechPlan }) {
  const t = useTexts(speechWords);
  const [language, setLanguage] = useState<SpokenLanguage>('zh-CN');
  return (
    <section className="speech-part" aria-label={t('tryIt')}>
      <h3>{t('tryIt')}</h3>
      <p className="quiet">{t('tryText')}</p>
      <Segmented<SpokenLanguage>
        aria-label={t('language')}
        value={language}
        options={[
          { value: 'zh-CN', label: t('chinese') },
          { value: 'en-US', label: t('english') },
        ]}
        onChange={setLanguage}
      />
      <Saying key={language} plan={plan} language={language} />
      <Hearing plan={plan} language={language} />
    </section>
  );
}
