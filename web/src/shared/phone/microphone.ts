/** The microphone: open only while it is needed, the one that was chosen, and what is wrong with it in one word. */
import type { Phone } from './state';

export type MicrophoneState = Phone['microphone'];

export interface Microphone {
  /** What is known without asking anybody. */
  check(): Promise<void>;
  /** Open it (the browser may ask); null: it cannot be had. */
  open(): Promise<MediaStream | null>;
  close(): void;
  stream(): MediaStream | null;
  choose(device: string): Promise<MediaStream | null>;
}

interface Hearing {
  state: (is: MicrophoneState) => void;
  /** The open microphone is another one now: unplugged and replaced. */
  changed: (stream: MediaStream) => void;
}

const KEY = 'huawu.microphone';
export const chosenMicrophone = (): string => localStorage.getItem(KEY) ?? '';

/** The page may only listen in a safe context: https, or this very machine. */
export const canListen = (): boolean => 'mediaDevices' in navigator;

function stateOf(failure: unknown): MicrophoneState {
  const name = failure instanceof DOMException ? failure.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'blocked';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no_microphone';
  return 'failed';
}

function ask(device: string): Promise<MediaStream> {
  const audio = {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(device ? { deviceId: { ideal: device } } : {}),
  };
  return navigator.mediaDevices.getUserMedia({ audio, video: false });
}

/** `prompt`: nobody was asked yet. */
export async function permission(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' as PermissionName })).state;
  } catch {
    return 'prompt';
  }
}

export async function anyMicrophone(): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((device) => device.kind === 'audioinput');
}

export function browserMicrophone(hearing: Hearing): Microphone {
  let stream: MediaStream | null = null;
  let opening: Promise<MediaStream | null> | null = null;
  let wanted = false;

  function drop(): void {
    stream?.getTracks().forEach((track) => {
      track.onended = null;
      track.stop();
    });
    stream = null;
  }

  async function take(): Promise<MediaStream | null> {
    if (!canListen()) {
      hearing.state('blocked');
      return null;
    }
    try {
      const taken = await ask(chosenMicrophone());
      drop();
      if (!wanted) taken.getTracks().forEach((track) => track.stop());
      stream = wanted ? taken : null;
      taken.getAudioTracks().forEach((track) => (track.onended = () => void replace()));
      hearing.state('ok');
      return stream;
    } catch (failure) {
      hearing.state(stateOf(failure));
      return null;
    } finally {
      opening = null;
    }
  }

  /** Unplugged in a call: the next one there is. */
  async function replace(): Promise<void> {
    if (!wanted) return;
    const next = await take();
    if (next) hearing.changed(next);
  }

  async function check(): Promise<void> {
    if (stream?.active) return;
    if (!canListen() || (await permission()) === 'denied') return hearing.state('blocked');
    if (!(await anyMicrophone())) return hearing.state('no_microphone');
    if (wanted) return replace();
    hearing.state('ok');
  }

  const again = (): void => void check();
  if (canListen()) navigator.mediaDevices.addEventListener('devicechange', again);
  void navigator.permissions
    ?.query({ name: 'microphone' as PermissionName })
    .then((status) => status.addEventListener('change', again))
    .catch(() => undefined);

  return {
    check,
    open() {
      wanted = true;
      if (stream?.active) return Promise.resolve(stream);
      return (opening ??= take());
    },
    close() {
      wanted = false;
      drop();
    },
    stream: () => stream,
    choose(device) {
      localStorage.setItem(KEY, device);
      return wanted ? take() : Promise.resolve(null);
    },
  };
}
