/** Plays a sound; one at a time on the page. */
import { PauseOutlined, SoundOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { useSound } from '@/shared/player/use-sound';
import { promptWords } from './words';

interface Props {
  /** Where the sound is. */
  sound: string;
  /** What the button says to who cannot see it, before its words. */
  label: string;
  children: string;
}

export function Play({ sound, label, children }: Props) {
  const t = useTexts(promptWords);
  const { playing, toggle } = useSound(sound);
  return (
    <Button
      size="small"
      icon={playing ? <PauseOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
      aria-label={`${playing ? t('stop') : label} ${children}`}
      onClick={toggle}
    >
      {children}
    </Button>
  );
}
