/** The microphones and speakers that are plugged in now. */
import { useEffect, useState } from 'react';
import { canListen } from './microphone';

export interface Device {
  id: string;
  /** Empty until the person has allowed the microphone. */
  name: string;
}

export interface Devices {
  microphones: Device[];
  speakers: Device[];
}

const NONE: Devices = { microphones: [], speakers: [] };

async function list(): Promise<Devices> {
  const all = await navigator.mediaDevices.enumerateDevices();
  // "default" and "communications" are the system's choice, which has a line of its own.
  const real = all.filter((one) => !['default', 'communications', ''].includes(one.deviceId));
  const of = (kind: MediaDeviceKind): Device[] =>
    real.filter((one) => one.kind === kind).map((one) => ({ id: one.deviceId, name: one.label }));
  return { microphones: of('audioinput'), speakers: of('audiooutput') };
}

export function useDevices(): Devices {
  const [devices, setDevices] = useState(NONE);
  useEffect(() => {
    if (!canListen()) return;
    let wanted = true;
    const look = (): void => {
      void list().then((found) => wanted && setDevices(found));
    };
    look();
    navigator.mediaDevices.addEventListener('devicechange', look);
    return () => {
      wanted = false;
      navigator.mediaDevices.removeEventListener('devicechange', look);
    };
  }, []);
  return devices;
}
