/** The keys of a headset, as far as the browser hands them to pages (Media Session actions). */
import { useEffect } from 'react';
import { useCallAction, useMute } from './actions';

interface CallSession {
  setActionHandler(action: string, run: (() => void) | null): void;
  setMicrophoneActive?(active: boolean): void;
}

function handle(action: string, run: (() => void) | null): void {
  try {
    (navigator.mediaSession as unknown as CallSession).setActionHandler(action, run);
  } catch {
    // This browser does not know the key.
  }
}

export function useHeadsetKeys(inCall: boolean, muted: boolean): void {
  const { mutate } = useCallAction();
  const mute = useMute();
  useEffect(() => {
    if (!inCall || !('mediaSession' in navigator)) return;
    handle('hangup', () => mutate({ action: 'hang_up' }));
    handle('togglemicrophone', () => mute(!muted));
    (navigator.mediaSession as unknown as CallSession).setMicrophoneActive?.(!muted);
    return () => {
      handle('hangup', null);
      handle('togglemicrophone', null);
    };
  }, [inCall, muted, mutate, mute]);
}
