/** A call comes: sound, window title and desktop notification say so together until it is taken or gone. */
import { useEffect } from 'react';
import { chosenRingSpeaker } from '@/shared/phone/speaker';

const BURST = 0.35; // seconds of tone, twice, every three seconds
const EVERY = 3_000;
const BLINK = 700;

type Sinking = AudioContext & { setSinkId?: (device: string) => Promise<void> };

/** A browser lets it sound once the person has clicked anywhere. Open only while it rings. */
function openRing(): Sinking | null {
  if (!('AudioContext' in window)) return null;
  const audio: Sinking = new AudioContext();
  const device = chosenRingSpeaker();
  if (device) void audio.setSinkId?.(device).catch(() => undefined);
  return audio;
}

function burst(context: AudioContext, at: number): void {
  const loudness = context.createGain();
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.12, at + 0.02);
  loudness.gain.setValueAtTime(0.12, at + BURST - 0.05);
  loudness.gain.linearRampToValueAtTime(0, at + BURST);
  loudness.connect(context.destination);
  for (const pitch of [660, 880]) {
    const tone = context.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(loudness);
    tone.start(at);
    tone.stop(at + BURST);
  }
}

function ring(audio: AudioContext | null): void {
  if (audio?.state !== 'running') return;
  burst(audio, audio.currentTime);
  burst(audio, audio.currentTime + BURST + 0.15);
}

/** Ring once, to hear where and how loud. */
export function ringOnce(): void {
  const audio = openRing();
  // a browser in which nobody has clicked yet lets it sound never
  void audio?.resume().then(
    () => ring(audio),
    () => undefined,
  );
  window.setTimeout(() => void audio?.close(), EVERY / 2);
}

export function useRinger(ringing: boolean, sounding: boolean, word: string): void {
  useEffect(() => {
    if (!ringing) return;
    const plain = document.title;
    let on = false;
    const blink = (): void => {
      on = !on;
      document.title = on ? `● ${word}` : plain;
    };
    blink();
    const blinks = window.setInterval(blink, BLINK);
    return () => {
      window.clearInterval(blinks);
      document.title = plain;
    };
  }, [ringing, word]);
  useEffect(() => {
    if (!ringing || !sounding) return;
    const audio = openRing();
    void audio?.resume().then(() => ring(audio));
    const rings = window.setInterval(() => ring(audio), EVERY);
    return () => {
      window.clearInterval(rings);
      void audio?.close();
    };
  }, [ringing, sounding]);
}

/** A notification of the desktop while the page is out of sight; a click brings the page back. */
export function useNotice(ringing: boolean, title: string, body: string): void {
  useEffect(() => {
    const out = ringing && document.visibilityState === 'hidden';
    if (!out || !('Notification' in window) || Notification.permission !== 'granted') return;
    const notice = new Notification(title, {
      body,
      tag: 'huawu.call',
      requireInteraction: true,
      silent: true,
    });
    notice.onclick = () => window.focus();
    return () => notice.close();
  }, [ringing, title, body]);
}
