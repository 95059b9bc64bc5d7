/** Lines of changes: more agents, fewer agents, other strategies. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { DayChoices } from '@/api/simulation';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { ClockField } from '@/shared/ui/ClockField';
import { asQueue, strategyName, type Draft } from './draft';
import { simulationWords } from './words';

interface RowsProps<Row> {
  title: string;
  add: string;
  rows: Row[];
  fresh: () => Row;
  change: (rows: Row[]) => void;
  line: (row: Row, set: (more: Partial<Row>) => void) => ReactNode;
}

function Rows<Row>({ title, add, rows, fresh, change, line }: RowsProps<Row>) {
  const t = useTexts(simulationWords);
  return (
    <fieldset className="what-if-rows">
      <legend>{title}</legend>
      {rows.map((row, nth) => (
        <div className="what-if-row" key={nth}>
          {line(row, (more) => change(rows.map((one, place) => (place === nth ? { ...one, ...more } : one))))}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('drop')}
            onClick={() => change(rows.filter((_, place) => place !== nth))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => change([...rows, fresh()])}>
        {add}
      </Button>
    </fieldset>
  );
}

interface HoursProps {
  from: string;
  until: string;
  set: (more: { from?: string; until?: string }) => void;
}

function Hours({ from, until, set }: HoursProps) {
  const t = useTexts(simulationWords);
  return (
    <>
      <ClockField aria-label={t('from')} value={from} onChange={(to) => set({ from: to })} />
      <ClockField aria-label={t('until')} value={until} onChange={(to) => set({ until: to })} />
    </>
  );
}

interface ChangeRowsProps {
  day: DayChoices;
  draft: Draft;
  change: (more: Partial<Draft>) => void;
}

export function ChangeRows({ day, draft, change }: ChangeRowsProps) {
  const t = useTexts(simulationWords);
  const locale = useLocale();
  const named = (one: { id: string; name: { zh: string; en?: string } }) => nameIn(one.name as never, locale);
  const agents = day.agents.map((one) => ({ value: one.id, label: `${named(one)} ${one.number}` }));
  const there = day.agents.filter((one) => one.spans.length);
  const queues = day.queues.map((one) => ({ value: one.id, label: named(one) }));
  const who = [
    { label: t('forQueue'), options: queues.map((one) => ({ ...one, value: asQueue(one.value) })) },
    { label: t('likeAgent'), options: agents },
  ];
  return (
    <>
      <Rows
        title={t('more')}
        add={t('addMore')}
        rows={draft.more}
        fresh={() => ({ who: asQueue(day.queues[0]?.id ?? ''), count: 1, from: '10:00', until: '12:00' })}
        change={(more) => change({ more })}
        line={(row, set) => (
          <>
            <InputNumber
              className="what-if-count"
              aria-label={t('howMany')}
              min={1}
              max={200}
              value={row.count}
              onChange={(count) => set({ count: count ?? 1 })}
            />
            <Select aria-label={t('more')} value={row.who} options={who} onChange={(w) => set({ who: w })} />
            <Hours from={row.from} until={row.until} set={set} />
          </>
        )}
      />
      <Rows
        title={t('fewer')}
        add={t('addFewer')}
        rows={draft.fewer}
        fresh={() => ({ agent: there[0]?.id ?? '', from: '', until: '' })}
        change={(fewer) => change({ fewer })}
        line={(row, set) => (
          <>
            <Select
              aria-label={t('whoFewer')}
              value={row.agent}
              options={agents.filter((one) => there.some((agent) => agent.id === one.value))}
              onChange={(agent) => set({ agent })}
            />
            <Hours from={row.from} until={row.until} set={set} />
          </>
        )}
      />
      <Rows
        title={t('strategies')}
        add={t('addStrategy')}
        rows={draft.strategies}
        fresh={() => ({ queue: day.queues[0]?.id ?? '', strategy: 'fewest_contacts' })}
        change={(strategies) => change({ strategies })}
        line={(row, set) => (
          <>
            <Select
              aria-label={t('queue')}
              value={row.queue}
              options={queues}
              onChange={(queue) => set({ queue })}
            />
            <Select
              aria-label={t('strategy')}
              value={row.strategy}
              options={day.strategies.map((value) => ({ value, label: strategyName(t, value) }))}
              onChange={(strategy) => set({ strategy })}
            />
          </>
        )}
      />
    </>
  );
}
