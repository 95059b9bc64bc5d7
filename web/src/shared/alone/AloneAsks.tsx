/** Says which queues would be left alone, and asks whether it is to be done all the same. */
import { Button } from 'antd';
import type { QueueAlone } from '@/api/people';
import { useTexts } from '@/shared/i18n/texts';
import { AloneWarning } from './AloneWarning';
import { aloneWords } from './words';

interface Props {
  queues: QueueAlone[];
  /** What "all the same" does, in words. */
  anyway: string;
  onAnswer: (sure: boolean) => void;
}

export function AloneAsks({ queues, anyway, onAnswer }: Props) {
  const t = useTexts(aloneWords);
  if (!queues.length) return null;
  return (
    <div className="alone-asks">
      <AloneWarning queues={queues} />
      <span className="alone-ways">
        <Button size="small" danger onClick={() => onAnswer(true)}>
          {anyway}
        </Button>
        <Button size="small" autoFocus onClick={() => onAnswer(false)}>
          {t('cancel')}
        </Button>
      </span>
    </div>
  );
}
