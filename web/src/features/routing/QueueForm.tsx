/** A queue as a form: what it promises, who answers, whom it takes first, where callers go who cannot wait. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { named } from '@/shared/config/entries';
import { usePauseReasons } from '@/shared/ui/names';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { CallbackEditor } from './CallbackEditor';
import { callbackWords } from './callback-words';
import { Count, Flag, One, type Editing } from './fields';
import type { Known } from './names';
import { planWords } from './plan-words';
import { queueWords } from './queue-words';
import { HelpEditor, OverflowsEditor } from './RulesEditor';
import { sayPlan } from './say';
import { StepsEditor } from './StepsEditor';
import { Strategies } from './Strategies';

const WRAP_UPS = ['none', 'optional', 'forced', 'on_request', 'until_done'] as const;

interface Props {
  own: string;
  known: Known;
  editing: Editing;
}

export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="route-section">
      <h3>{title}</h3>
      {text ? <p className="quiet">{text}</p> : null}
      {children}
    </section>
  );
}

export function Names({ editing }: { editing: Editing }) {
  const t = useTexts(queueWords);
  const { body, faultAt, onChange, disabled } = editing;
  const name = (body.name ?? {}) as { zh?: string; en?: string };
  return (
    <>
      <Field label={t('nameZh')} fault={faultAt('name')}>
        <Input
          value={name.zh ?? ''}
          maxLength={80}
          disabled={disabled}
          onChange={(event) => onChange(named(body, 'zh', event.target.value))}
        />
      </Field>
      <Field label={t('nameEn')}>
        <Input
          value={name.en ?? ''}
          maxLength={80}
          disabled={disabled}
          onChange={(event) => onChange(named(body, 'en', event.target.value))}
        />
      </Field>
    </>
  );
}

/** The plan as one reads it, line by line. */
function Sequence({ editing, known }: Omit<Props, 'own'>) {
  const t = useTexts(queueWords);
  const say = useTexts(planWords);
  return (
    <div className="route-sequence">
      <h4>{t('planNow')}</h4>
      <ol>
        {sayPlan(editing.body, say, known.names).map((line, nth) => (
          <li key={nth}>{line}</li>
        ))}
      </ol>
    </div>
  );
}

function AfterTheCall({ editing }: { editing: Editing }) {
  const t = useTexts(queueWords);
  const locale = useLocale();
  const reasons = usePauseReasons().data ?? [];
  const states = [
    { value: 'rona', label: t('ronaUsual') },
    ...reasons.map(({ id, name }) => ({ value: id, label: nameIn(name, locale) })),
  ];
  return (
    <>
      <Count field="ring_at_once" editing={editing} />
      <Count field="ring_seconds" editing={editing} />
      <Count field="rona_limit" editing={editing} />
      <One field="rona_state" options={states} usual="rona" editing={editing} />
      <Flag field="auto_answer" editing={editing} />
      <One
        field="wrap_up"
        options={WRAP_UPS.map((each) => ({ value: each, label: t(`wrap_up_${each}`) }))}
        usual="optional"
        editing={editing}
      />
      <Count field="wrap_up_seconds" editing={editing} />
    </>
  );
}

export function QueueForm({ own, known, editing }: Props) {
  const t = useTexts(queueWords);
  const back = useTexts(callbackWords);
  const closings = (['serve', 'send'] as const).map((each) => ({
    value: each,
    label: t(`on_close_${each}`),
  }));
  return (
    <>
      <section className="route-section">
        <Names editing={editing} />
        <Count field="answer_seconds" editing={editing} />
        <Count field="order" editing={editing} />
        <One field="hours" options={known.hours} unset={t('alwaysOpen')} editing={editing} />
      </section>
      <Section title={t('steps')} text={t('stepsText')}>
        <StepsEditor editing={editing} known={known} />
        <Count field="preferred_wait_seconds" editing={editing} />
        <Count field="reserve_after_seconds" editing={editing} />
        <Sequence editing={editing} known={known} />
      </Section>
      <Section title={t('strategy')}>
        <Strategies editing={editing} />
        <AfterTheCall editing={editing} />
      </Section>
      <Section title={t('ordering')} text={t('orderingText')}>
        <Count field="ageing_seconds" editing={editing} />
        <Count field="ageing_classes" editing={editing} />
        <Count field="resume_seconds" editing={editing} />
      </Section>
      <Section title={t('limits')} text={t('limitsText')}>
        <OverflowsEditor editing={editing} known={known} own={own} />
        <Count field="max_waiting" editing={editing} />
        <Count field="max_wait_seconds" editing={editing} />
        <Flag field="refuse_when_empty" editing={editing} />
        <One field="on_close" options={closings} usual="serve" editing={editing} />
      </Section>
      <Section title={back('title')} text={back('text')}>
        <CallbackEditor editing={editing} known={known} />
      </Section>
      <Section title={t('help')} text={t('helpText')}>
        <HelpEditor editing={editing} known={known} />
      </Section>
      <p className="quiet">{t('recordingElsewhere')}</p>
    </>
  );
}
