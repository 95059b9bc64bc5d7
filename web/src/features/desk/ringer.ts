/** A call comes: sound and window title say so together until it is taken or gone. */
import { useEffect } from 'react';

const BURST = 0.35; // seconds of tone, twice, every three seconds
const EVERY = 3_000;

function burst(audio: AudioContext, at: number): void {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = 660;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.12, at + 0.02);
  loudness.gain.setValueAtTime(0.12, at + BURST - 0.05);
  loudness.gain.linearRampToValueAtTime(0, at + BURST);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + BURST);
}

export function useRinger(ringing: boolean, word: string): void {
  useEffect(() => {
    if (!ringing) return;
    const plain = document.title;
    const audio = 'AudioContext' in window ? new AudioContext() : null;
    const ring = (): void => {
      if (audio?.state !== 'running') return;
      burst(audio, audio.currentTime);
      burst(audio, audio.currentTime + BURST + 0.15);
    };
    let on = false;
    const blink = (): void => {
      on = !on;
      document.title = on ? `● ${word}` : plain;
    };
    ring();
    blink();
    const rings = window.setInterval(ring, EVERY);
    const blinks = window.setInterval(blink, 700);
    return () => {
      window.clearInterval(rings);
      window.clearInterval(blinks);
      document.title = plain;
      void audio?.close();
    };
  }, [ringing, word]);
}
