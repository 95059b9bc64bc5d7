/** How a queue stands at this moment; and what each step of its plan was worth. */
import { useQuery } from '@tanstack/react-query';
import { showQueue, type QueueNow as Now } from '@/api/routing';
import { useBoard } from '@/shared/board/board-store';
import { queueFigures } from '@/shared/board/figures';
import { useTexts } from '@/shared/i18n/texts';
import { Elapsed } from '@/shared/ui/Elapsed';
import { Door } from './Door';
import type { Known } from './names';
import { nowWords } from './now-words';
import { Section } from './QueueForm';
import { StepChart } from './StepChart';

const AGAIN = 5_000;

interface Props {
  queue: string;
  known: Known;
  mayChange: boolean;
}

function Estimates({ now }: { now: Now }) {
  const t = useTexts(nowWords);
  const { watched, off_seconds, kept } = now.estimates;
  if (!watched || off_seconds === null || kept === null) return <>{t('estimatesNone')}</>;
  return (
    <>
      {t('off', { seconds: off_seconds })}
      <span className="quiet"> {t('kept', { percent: Math.round(kept * 100), n: watched })}</span>
    </>
  );
}

export function QueueNow(props: Props) {
  const { queue } = props;
  const t = useTexts(nowWords);
  const asked = useQuery({
    queryKey: ['queue-now', queue],
    queryFn: () => showQueue(queue),
    refetchInterval: AGAIN,
    retry: false,
  });
  const board = useBoard();
  const live = board ? queueFigures(board, queue) : null;
  const now = asked.data;
  if (!now) return null;
  return (
    <section className="route-now" aria-label={t('now')}>
      <dl>
        <div>
          <dt>{t('waiting')}</dt>
          <dd className={live?.waiting ? 'num is-wait' : 'num'}>{live?.waiting ?? now.waiting}</dd>
        </div>
        <div>
          <dt>{t('longest')}</dt>
          <dd className="num">{live?.longestSince ? <Elapsed since={live.longestSince} /> : '–'}</dd>
        </div>
        <div>
          <dt>{t('free')}</dt>
          <dd className="num">
            {now.free}/{now.signed_in}
          </dd>
        </div>
        <div>
          <dt>{t('level')}</dt>
          <dd className="num">{Math.round(now.level)}%</dd>
        </div>
        <div>
          <dt>{t('estimates')}</dt>
          <dd>
            <Estimates now={now} />
          </dd>
        </div>
      </dl>
      <Door now={now} {...props} />
    </section>
  );
}

export function Worth({ queue, planned }: { queue: string; planned: number }) {
  const t = useTexts(nowWords);
  const steps = useQuery({ queryKey: ['queue-now', queue], queryFn: () => showQueue(queue), retry: false })
    .data?.steps;
  if (!steps) return null;
  return (
    <Section title={t('worth')} text={t(steps.length ? 'worthText' : 'worthNone')}>
      {steps.length ? <StepChart steps={steps} planned={planned} /> : null}
    </Section>
  );
}
