/** How a queue stands at this moment, with early closing; and what each step of its plan was worth. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popover, Select } from 'antd';
import { useState } from 'react';
import { closeQueue, openQueue, showQueue, type Goal, type QueueNow as Now } from '@/api/routing';
import { useBoard } from '@/shared/board/board-store';
import { queueFigures } from '@/shared/board/figures';
import { useTexts } from '@/shared/i18n/texts';
import { Elapsed } from '@/shared/ui/Elapsed';
import { Refused } from '@/shared/ui/Refused';
import { goalOf, useGoals } from './goals';
import type { Known } from './names';
import { nowWords } from './now-words';
import { planWords } from './plan-words';
import { Section } from './QueueForm';
import { sayTold } from './say';
import { StepChart } from './StepChart';

const AGAIN = 5_000;

interface Props {
  queue: string;
  known: Known;
  mayChange: boolean;
}

function useDoor(queue: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (to: Goal | null | 'open') => (to === 'open' ? openQueue(queue) : closeQueue(queue, to)),
    onSuccess: (now) => client.setQueryData(['queue-now', queue], now),
  });
}

function CloseEarly({ queue, known }: { queue: string; known: Known }) {
  const t = useTexts(nowWords);
  const [shown, setShown] = useState(false);
  const [to, setTo] = useState<string | null>(null);
  const door = useDoor(queue);
  const goals = useGoals(known, queue);
  const close = (): void => {
    const [goal = null] = to ? (Object.entries(goalOf(to)) as Goal[]) : [];
    door.mutate(goal, { onSuccess: () => setShown(false) });
  };
  const form = (
    <div className="route-closing">
      <p>{t('closeText')}</p>
      <Select
        aria-label={t('closeTo')}
        allowClear
        placeholder={t('closeAsRules')}
        showSearch={{ optionFilterProp: 'label' }}
        value={to}
        options={goals}
        onChange={(next: string | undefined) => setTo(next ?? null)}
      />
      <Refused failure={door.error} />
      <div className="route-row">
        <Button danger type="primary" loading={door.isPending} onClick={close}>
          {t('closeNow')}
        </Button>
        <Button onClick={() => setShown(false)}>{t('cancel')}</Button>
      </div>
    </div>
  );
  return (
    <Popover content={form} trigger="click" open={shown} onOpenChange={setShown} placement="bottomRight">
      <Button>{t('close')}</Button>
    </Popover>
  );
}

/** Open or not: by the calendar, or closed by hand. */
function DoorMark({ now, known }: { now: Now; known: Known }) {
  const t = useTexts(nowWords);
  const say = useTexts(planWords);
  if (now.closed_early) {
    const to = sayTold(now.closed_to, say, known.names);
    return <span className="pill bad">{to ? t('closedTo', { to }) : t('closedEarly')}</span>;
  }
  if (now.open === null) return null;
  return <span className={now.open ? 'pill good' : 'pill'}>{t(now.open ? 'open' : 'outOfHours')}</span>;
}

function Reopen({ queue }: { queue: string }) {
  const t = useTexts(nowWords);
  const door = useDoor(queue);
  return (
    <Button type="primary" loading={door.isPending} onClick={() => door.mutate('open')}>
      {t('reopen')}
    </Button>
  );
}

function Door({ now, queue, known, mayChange }: Props & { now: Now }) {
  const moved = now.closed_early ? <Reopen queue={queue} /> : <CloseEarly queue={queue} known={known} />;
  return (
    <div className="route-row push">
      <DoorMark now={now} known={known} />
      {mayChange ? moved : null}
    </div>
  );
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
