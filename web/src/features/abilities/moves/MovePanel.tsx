/** Lends agents to a queue, or takes them out of one, until a time. */
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { People, PersonShown } from '@/api/people';
import { dateAt, nextAt } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { ClockField } from '@/shared/ui/ClockField';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SideForm } from '@/shared/ui/SideForm';
import { afterMinutes, minuteOf, SPANS } from './until';
import { AloneWarning } from '@/shared/alone/AloneWarning';
import { useAlone } from '@/shared/alone/use-alone';
import { useMoveAgents } from './use-moves';
import { moveWords } from './words';

interface Props {
  people: People;
  /** Who is moved. */
  those: PersonShown[];
  onClose: () => void;
}

const HOW = ['in1', 'in2', 'in3', 'out'] as const;
const LEVELS: Record<(typeof HOW)[number], number | null> = { in1: 1, in2: 2, in3: 3, out: null };

function useSpans(now: Date) {
  const t = useTexts(moveWords);
  return SPANS.map((minutes) => {
    if (!minutes) return { value: minutes, label: t('own') };
    const span = minutes < 60 ? t('minutes', { n: minutes }) : t('hours', { n: minutes / 60 });
    return {
      value: minutes,
      label: t('after', { span, time: minuteOf(afterMinutes(now, minutes).toISOString(), now) }),
    };
  });
}

export function MovePanel({ people, those, onClose }: Props) {
  const t = useTexts(moveWords);
  const locale = useLocale();
  const { message } = App.useApp();
  const [queue, setQueue] = useState(people.queues[0]?.id ?? '');
  const [how, setHow] = useState<(typeof HOW)[number]>('in1');
  const [minutes, setMinutes] = useState<number>(60);
  const [clock, setClock] = useState('');
  const moving = useMoveAgents();
  const agents = those.map(({ agent }) => agent.id);
  const now = dateAt(serverNow());
  const until = minutes ? afterMinutes(now, minutes) : nextAt(clock, now);
  const out = LEVELS[how] === null;
  const alone = useAlone(
    queue && until ? { agents, queue, ...(out ? {} : { until: until.toISOString() }) } : null,
  );
  const move = (): void => {
    if (!until) return;
    moving.mutate(
      { agents, queue, level: LEVELS[how], until: until.toISOString() },
      {
        onSuccess: () => {
          void message.success(t('done', { when: minuteOf(until.toISOString(), now) }));
          onClose();
        },
      },
    );
  };
  return (
    <SideForm title={t('lend')} className="teams account-form" onSubmit={move} onClose={onClose}>
      <p className="quiet">{t('lendText')}</p>
      <p>{t('who', { names: those.map(({ agent }) => nameIn(agent.name, locale)).join(', ') })}</p>
      <Field label={t('queue')}>
        <Select
          value={queue}
          options={people.queues.map(({ id, name }) => ({ value: id, label: nameIn(name, locale) || id }))}
          onChange={setQueue}
        />
      </Field>
      <Field label={t('what')}>
        <Select value={how} options={HOW.map((value) => ({ value, label: t(value) }))} onChange={setHow} />
      </Field>
      <Field label={t('until')}>
        <Select value={minutes} options={useSpans(now)} onChange={setMinutes} />
      </Field>
      {minutes ? null : (
        <Field label={t('untilOwn')}>
          <ClockField value={clock} onChange={setClock} />
        </Field>
      )}
      <AloneWarning queues={alone} whenOver={!out} />
      <Refused failure={moving.error} />
      <span className="team-actions">
        <Button htmlType="submit" type="primary" disabled={!until || !queue} loading={moving.isPending}>
          {t(out && alone.length ? 'saveAnyway' : 'save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </span>
    </SideForm>
  );
}
