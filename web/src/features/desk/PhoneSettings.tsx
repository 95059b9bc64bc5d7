/** Headset and sound: which microphone and speakers, whether they work, the echo test, the notice of a call. */
import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { Me } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { useDevices, type Device } from '@/shared/phone/devices';
import { chosenMicrophone } from '@/shared/phone/microphone';
import {
  canChooseSpeaker,
  chooseRingSpeaker,
  chosenRingSpeaker,
  chosenSpeaker,
} from '@/shared/phone/speaker';
import { theTelephone } from '@/shared/phone/the-telephone';
import { usePhone } from '@/shared/phone/use-telephone';
import { phoneWords } from './phone-words';
import { PhoneEcho } from './PhoneEcho';
import { PhoneMeter } from './PhoneMeter';
import { ringOnce } from './ringer';

interface PickProps {
  label: string;
  devices: Device[];
  value: string;
  onChange: (device: string) => void;
}

function Pick({ label, devices, value, onChange }: PickProps) {
  const t = useTexts(phoneWords);
  const named = devices.map((device, nth) => ({
    value: device.id,
    label: device.name || t('unnamed', { n: nth + 1 }),
  }));
  const known = named.some((one) => one.value === value) ? value : '';
  return (
    <label className="sound-pick">
      <span>{label}</span>
      <Select
        aria-label={label}
        value={known}
        options={[{ value: '', label: t('systemDefault') }, ...named]}
        onChange={onChange}
      />
    </label>
  );
}

/** The microphone, open only while it is tried or a call needs it. */
function Trial({ device }: { device: string }) {
  const t = useTexts(phoneWords);
  const inCall = usePhone().calls.length > 0;
  const [trying, setTrying] = useState(false);
  const [stream, setStream] = useState<MediaStream | null>(null);
  useEffect(() => {
    if (!trying) return;
    let taken: MediaStream | null = null;
    let wanted = true;
    const audio = device ? { deviceId: { ideal: device } } : true;
    navigator.mediaDevices
      .getUserMedia({ audio })
      .then((given) => {
        taken = given;
        if (wanted) setStream(given);
        else given.getTracks().forEach((track) => track.stop());
      })
      .catch(() => setTrying(false));
    return () => {
      wanted = false;
      setStream(null);
      taken?.getTracks().forEach((track) => track.stop());
    };
  }, [trying, device]);
  const heard = inCall ? theTelephone().microphone.stream() : stream;
  return (
    <>
      <PhoneMeter label={t('myVoice')} stream={heard} />
      {inCall ? null : (
        <Button size="small" onClick={() => setTrying(!trying)}>
          {t(trying ? 'closeMicrophone' : 'openMicrophone')}
        </Button>
      )}
    </>
  );
}

function Notice() {
  const t = useTexts(phoneWords);
  const [may, setMay] = useState(() => ('Notification' in window ? Notification.permission : 'denied'));
  return (
    <section>
      <h3>{t('notice')}</h3>
      {may === 'granted' ? <p className="state is-ready">{t('noticeOn')}</p> : null}
      {may === 'denied' ? <p className="quiet">{t('noticeDenied')}</p> : null}
      {may === 'default' ? (
        <Button size="small" onClick={() => void Notification.requestPermission().then(setMay)}>
          {t('noticeAsk')}
        </Button>
      ) : null}
    </section>
  );
}

export function SoundSettings({ me }: { me: Me }) {
  const t = useTexts(phoneWords);
  const { microphones, speakers } = useDevices();
  const [microphone, setMicrophone] = useState(chosenMicrophone);
  const [speaker, setSpeaker] = useState(chosenSpeaker);
  const [ring, setRing] = useState(chosenRingSpeaker);
  return (
    <div className="sound">
      <section>
        <Pick
          label={t('microphone')}
          devices={microphones}
          value={microphone}
          onChange={(device) => {
            setMicrophone(device);
            void theTelephone().chooseMicrophone(device);
          }}
        />
        <Trial device={microphone} />
      </section>
      <section>
        {canChooseSpeaker() ? (
          <>
            <Pick
              label={t('speaker')}
              devices={speakers}
              value={speaker}
              onChange={(device) => {
                setSpeaker(device);
                theTelephone().speaker.choose(device);
              }}
            />
            <Pick
              label={t('ringSpeaker')}
              devices={speakers}
              value={ring}
              onChange={(device) => {
                setRing(device);
                chooseRingSpeaker(device);
              }}
            />
          </>
        ) : (
          <p className="quiet">{t('noSink')}</p>
        )}
        <Button size="small" onClick={ringOnce}>
          {t('tryRing')}
        </Button>
      </section>
      <PhoneEcho me={me} />
      <Notice />
    </div>
  );
}
