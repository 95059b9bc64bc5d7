/** Whether a queue is open: by its calendar, or closed by hand before its time, which may end by itself. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popover, Select } from 'antd';
import { useState } from 'react';
import { closeQueue, openQueue, type Goal, type QueueNow as Now } from '@/api/routing';
import { dateAt, nextAt, whenOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { ClockField } from '@/shared/ui/ClockField';
import { Refused } from '@/shared/ui/Refused';
import { goalOf, useGoals } from './goals';
import type { Known } from './names';
import { nowWords } from './now-words';
import { planWords } from './plan-words';
import { sayTold } from './say';

interface Props {
  now: Now;
  queue: string;
  known: Known;
  mayChange: boolean;
}

const ENDS = ['by_hand', 'at', 'opening'] as const;
type End = (typeof ENDS)[number];
type Wish = { to: Goal | null; until: string | null };

function useDoor(queue: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish | 'open') =>
      wish === 'open' ? openQueue(queue) : closeQueue(queue, wish.to, wish.until),
    onSuccess: (now) => client.setQueryData(['queue-now', queue], now),
  });
}

/** When it is to end; `until` undefined: that is not said yet. */
function useEnd(hasHours: boolean) {
  const t = useTexts(nowWords);
  const [end, setEnd] = useState<End>('by_hand');
  const [clock, setClock] = useState('');
  const at = nextAt(clock, dateAt(serverNow()));
  const until = { by_hand: null, at: at?.toISOString(), opening: 'opening' }[end];
  const ends = ENDS.filter((each) => each !== 'opening' || hasHours);
  const field = (
    <>
      <Select
        aria-label={t('end')}
        value={end}
        options={ends.map((each) => ({ value: each, label: t(`end_${each}`) }))}
        onChange={setEnd}
      />
      {end === 'at' ? <ClockField aria-label={t('endClock')} value={clock} onChange={setClock} /> : null}
    </>
  );
  return { until, field };
}

function Closing({ queue, known, now, onDone }: Omit<Props, 'mayChange'> & { onDone: () => void }) {
  const t = useTexts(nowWords);
  const [to, setTo] = useState<string | null>(null);
  const { until, field } = useEnd(now.open !== null);
  const door = useDoor(queue);
  const goals = useGoals(known, queue);
  const close = (): void => {
    const [goal = null] = to ? (Object.entries(goalOf(to)) as Goal[]) : [];
    if (until !== undefined) door.mutate({ to: goal, until }, { onSuccess: onDone });
  };
  return (
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
      {field}
      <Refused failure={door.error} />
      <div className="route-row">
        <Button danger type="primary" disabled={until === undefined} loading={door.isPending} onClick={close}>
          {t('closeNow')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

function CloseEarly(props: Omit<Props, 'mayChange'>) {
  const t = useTexts(nowWords);
  const [shown, setShown] = useState(false);
  return (
    <Popover
      content={<Closing {...props} onDone={() => setShown(false)} />}
      trigger="click"
      open={shown}
      onOpenChange={setShown}
      placement="bottomRight"
    >
      <Button>{t('close')}</Button>
    </Popover>
  );
}

/** Open or not: by the calendar, or closed by hand. */
function DoorMark({ now, known }: Pick<Props, 'now' | 'known'>) {
  const t = useTexts(nowWords);
  const say = useTexts(planWords);
  if (now.closed_early) {
    const to = sayTold(now.closed_to, say, known.names);
    const end = now.closed_until === null ? null : dateAt(now.closed_until).toISOString();
    return (
      <>
        <span className="pill bad">{to ? t('closedTo', { to }) : t('closedEarly')}</span>
        {end ? (
          <span className="num">{t('closedUntil', { at: whenOf(end, dateAt(serverNow())) })}</span>
        ) : null}
      </>
    );
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

export function Door({ mayChange, ...props }: Props) {
  const { now, queue, known } = props;
  const moved = now.closed_early ? <Reopen queue={queue} /> : <CloseEarly {...props} />;
  return (
    <div className="route-row push">
      <DoorMark now={now} known={known} />
      {mayChange ? moved : null}
    </div>
  );
}
