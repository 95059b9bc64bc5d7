/** Plays a sound; one at a time on the page. */
import { PauseOutlined, SoundOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { promptWords } from './words';

let sounding: HTMLAudioElement | null = null;

interface Props {
  /** Where the sound is. */
  sound: string;
  /** What the button says to who cannot see it. */
  label: string;
  children: string;
}

export function Play({ sound, label, children }: Props) {
  const t = useTexts(promptWords);
  const audio = useRef<HTMLAudioElement | null>(null);
  const [playing, setPlaying] = useState(false);
  useEffect(() => () => audio.current?.pause(), [sound]);
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
  return (
    <Button
      size="small"
      icon={playing ? <PauseOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
      aria-label={playing ? t('stop') : label}
      onClick={toggle}
    >
      {children}
    </Button>
  );
}
