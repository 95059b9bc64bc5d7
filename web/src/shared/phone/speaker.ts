/** Where the customer is heard, and where it rings: perhaps in the headset, perhaps on the table. */

const HEAR = 'huawu.speaker';
const RING = 'huawu.ring-speaker';

export const chosenSpeaker = (): string => localStorage.getItem(HEAR) ?? '';
export const chosenRingSpeaker = (): string => localStorage.getItem(RING) ?? '';
export const chooseRingSpeaker = (device: string): void => localStorage.setItem(RING, device);

export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

export interface Speaker {
  play(stream: MediaStream): void;
  stop(): void;
  choose(device: string): void;
  stream(): MediaStream | null;
}

/** `muffled`: the browser lets nothing sound before the person has clicked somewhere. */
export function browserSpeaker(muffled: (is: boolean) => void): Speaker {
  let element: HTMLAudioElement | null = null;
  let stream: MediaStream | null = null;

  async function sound(): Promise<void> {
    if (!element || !stream) return;
    try {
      await element.play();
      muffled(false);
    } catch (failure) {
      if (!(failure instanceof DOMException) || failure.name !== 'NotAllowedError') return;
      muffled(true);
      window.addEventListener('pointerdown', () => void sound(), { once: true });
      window.addEventListener('keydown', () => void sound(), { once: true });
    }
  }

  function sink(device: string): void {
    // A speaker that is gone: the browser's own choice stays.
    if (element && canChooseSpeaker()) void element.setSinkId(device).catch(() => undefined);
  }

  return {
    play(next) {
      if (!element) {
        element = new Audio();
        if (chosenSpeaker()) sink(chosenSpeaker());
      }
      stream = next;
      element.srcObject = next;
      void sound();
    },
    stop() {
      stream = null;
      if (element) element.srcObject = null;
      muffled(false);
    },
    choose(device) {
      localStorage.setItem(HEAR, device);
      sink(device);
    },
    stream: () => stream,
  };
}
