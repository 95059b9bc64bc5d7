/** A prompt with its text in both languages, to be played. */
import { PauseOutlined, SoundOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from '../edit-words';
import { usePrompts } from './use-prompts';

const LANGUAGES = [
  ['zh-CN', 'chinese', 'zhShort'],
  ['en-US', 'english', 'enShort'],
] as const;

/** One sound at a time, wherever on the page it was begun. */
let sounding: HTMLAudioElement | null = null;

function Play({ name, sound, language }: { name: string; sound: string; language: 'zh-CN' | 'en-US' }) {
  const e = useTexts(editWords);
  const audio = useRef<HTMLAudioElement | null>(null);
  const [playing, setPlaying] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = (): void => {
    if (playing) {
      audio.current?.pause();
      return;
    }
    sounding?.pause();
    const one = new Audio(sound);
    one.onpause = one.onended = one.onerror = () => setPlaying(false);
    audio.current = sounding = one;
    setPlaying(true);
    one.play().catch(() => setPlaying(false));
  };
  const called = e(language === 'zh-CN' ? 'chinese' : 'english');
  return (
    <Button
      type="text"
      size="small"
      icon={playing ? <PauseOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
      aria-label={playing ? e('stop') : `${e('play', { language: called })} ${name}`}
      onClick={toggle}
    />
  );
}

export function PromptLine({ id }: { id: string }) {
  const e = useTexts(editWords);
  const { byId, pending } = usePrompts();
  const prompt = byId.get(id);
  return (
    <div className="flow-prompt">
      <code>{id}</code>
      {prompt ? (
        LANGUAGES.map(([language, , short]) => {
          const text = prompt.says[language];
          const sound = prompt.sounds[language];
          return (
            <p key={language} lang={language}>
              <span className="flow-tongue">{e(short)}</span>
              {text || sound ? <span>{text}</span> : <span className="fault">{e('noText')}</span>}
              {sound ? <Play name={id} sound={sound} language={language} /> : null}
            </p>
          );
        })
      ) : pending ? null : (
        <p className="fault">{e('promptMissing')}</p>
      )}
    </div>
  );
}
