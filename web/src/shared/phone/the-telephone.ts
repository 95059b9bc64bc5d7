/** The one telephone of this page, wired to the browser and the server. JsSIP comes only when it is wanted. */
import { askPhone, leavePhone, rejoinCall, tellAudio } from '@/api/phone';
import { watchAwake } from './awake';
import { browserMicrophone } from './microphone';
import { tabOwnership } from './ownership';
import { browserSpeaker } from './speaker';
import { thisTab } from './tab';
import { Telephone } from './telephone';
import type { Door, Softphone } from './types';

/** Set by the build: only the pretend centre of development has the pretend telephone. */
declare const __PRETEND_PHONE__: boolean;

async function load(): Promise<Softphone> {
  if (__PRETEND_PHONE__) {
    const phone = (await import('./pretend-phone')).pretendPhone();
    return Object.assign(window, { pretendPhone: phone }).pretendPhone;
  }
  return (await import('./jssip-phone')).jsSipPhone();
}

async function askDoor(tab: string, takeOver: boolean): Promise<Door> {
  const given = await askPhone(tab, takeOver);
  return { websocket: given.websocket, uri: given.uri, displayName: given.display_name };
}

let muffled = false;
const muffledWatchers = new Set<() => void>();

/** Whether the browser holds the sound back until the person clicks somewhere. */
export const isMuffled = (): boolean => muffled;
export const watchMuffled = (tell: () => void): (() => void) => {
  muffledWatchers.add(tell);
  return () => muffledWatchers.delete(tell);
};

let made: Telephone | null = null;

export const theTelephone = (): Telephone =>
  (made ??= new Telephone({
    tab: thisTab,
    load,
    askDoor,
    tellAudio,
    leave: leavePhone,
    rejoin: rejoinCall,
    ownership: (tell) => tabOwnership('huawu.phone', tell),
    microphone: browserMicrophone,
    speaker: browserSpeaker((is) => {
      if (is === muffled) return;
      muffled = is;
      muffledWatchers.forEach((tell) => tell());
    }),
    watchAwake,
  }));
