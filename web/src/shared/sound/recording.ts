/** Recording from the microphone: begun and ended by hand, ended by itself after two minutes. */
import { useEffect, useRef, useState } from 'react';

export const LONGEST = 120;

export type State = 'idle' | 'asking' | 'recording' | 'refused';

interface Held {
  recorder: MediaRecorder;
  stream: MediaStream;
}

const microphone = (): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: true, autoGainControl: true },
  });

/** `done`: what was recorded. The microphone is open only meanwhile. */
export function useRecording(done: (sound: Blob) => void) {
  const [state, setState] = useState<State>('idle');
  const [seconds, setSeconds] = useState(0);
  const held = useRef<Held | null>(null);
  const wanted = useRef(false);
  const tell = useRef(done);
  useEffect(() => {
    tell.current = done;
  });

  const stop = (): void => {
    wanted.current = false;
    held.current?.recorder.stop();
  };

  const start = async (): Promise<void> => {
    wanted.current = true;
    setState('asking');
    try {
      const stream = await microphone();
      const recorder = new MediaRecorder(stream);
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        held.current = null;
        setState('idle');
        if (parts.length) tell.current(new Blob(parts, { type: recorder.mimeType }));
      };
      held.current = { recorder, stream };
      recorder.start();
      setSeconds(0);
      setState('recording');
      if (!wanted.current) recorder.stop();
    } catch {
      setState('refused');
    }
  };

  useEffect(() => {
    if (state !== 'recording') return;
    const timer = window.setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => window.clearInterval(timer);
  }, [state]);
  useEffect(() => {
    if (seconds >= LONGEST) held.current?.recorder.stop();
  }, [seconds]);
  useEffect(
    () => () => {
      tell.current = () => undefined; // the panel is gone: nobody wants it
      held.current?.recorder.stop();
    },
    [],
  );
  return { state, seconds, start: () => void start(), stop };
}
