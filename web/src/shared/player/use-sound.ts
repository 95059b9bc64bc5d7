/** A short sound that a button begins and stops; one at a time, wherever on the page it was begun. */
import { useEffect, useRef, useState } from 'react';

let sounding: HTMLAudioElement | null = null;

export function useSound(sound: string): { playing: boolean; toggle: () => void } {
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
  return { playing, toggle };
}
