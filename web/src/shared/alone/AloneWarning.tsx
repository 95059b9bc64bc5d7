/** Warns, before it happens, of queues that would be left without anybody who can take their calls. */
import { WarningFilled } from '@ant-design/icons';
import type { QueueAlone } from '@/api/people';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { aloneWords } from './words';
import './alone.css';

function Line({ one }: { one: QueueAlone }) {
  const t = useTexts(aloneWords);
  const queue = nameIn(one.name, useLocale()) || one.queue;
  const end = one.how === 'nobody_fits' ? 'andStep' : one.way_out ? 'wayOut' : 'noWayOut';
  return (
    <li>
      {t(one.how, { queue, step: one.step ?? 0 })}
      {one.waiting ? t('waiting', { n: one.waiting }) : ''}
      {t(end)}
    </li>
  );
}

interface Props {
  queues: QueueAlone[];
  /** It comes later: when a lending that is about to be made is over. */
  whenOver?: boolean;
}

export function AloneWarning({ queues, whenOver = false }: Props) {
  const t = useTexts(aloneWords);
  if (!queues.length) return null;
  return (
    <div className="alone" role="alert">
      <strong>
        <WarningFilled aria-hidden /> {t(whenOver ? 'titleOver' : 'title')}
      </strong>
      <ul>
        {queues.map((one) => (
          <Line key={`${one.queue} ${one.how} ${one.step}`} one={one} />
        ))}
      </ul>
    </div>
  );
}
