/** The steps of a plan, in order: each with its time and its condition. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import { dropped, moved, replaced } from '@/shared/lists';
import { ConditionEditor } from './ConditionEditor';
import type { Editing } from './fields';
import type { Known } from './names';
import { andMore, changed, kindOf, madeOf, stepsOf, type Step } from './plan';
import { planWords } from './plan-words';

interface RowProps {
  step: Step;
  place: number;
  last: boolean;
  known: Known;
  disabled: boolean;
  onChange: (step: Step) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

function Tools({ place, last, onMove, onRemove }: Pick<RowProps, 'place' | 'last' | 'onMove' | 'onRemove'>) {
  const t = useTexts(planWords);
  const n = place + 1;
  return (
    <span className="route-tools">
      <Button
        type="text"
        icon={<ArrowUpOutlined aria-hidden />}
        aria-label={t('earlier', { n })}
        disabled={!place}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        icon={<ArrowDownOutlined aria-hidden />}
        aria-label={t('later', { n })}
        disabled={last}
        onClick={() => onMove(1)}
      />
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('removeStep', { n })}
        onClick={onRemove}
      />
    </span>
  );
}

function Row({ step, place, known, disabled, onChange, ...tools }: RowProps) {
  const t = useTexts(planWords);
  const kind = kindOf(step.who);
  return (
    <li className="route-step" aria-label={t('step', { n: place + 1 })}>
      <div className="route-row">
        <strong>{t('step', { n: place + 1 })}</strong>
        <InputNumber
          value={step.seconds ?? null}
          min={1}
          precision={0}
          suffix={t('seconds')}
          placeholder={t('untilServed')}
          aria-label={`${t('step', { n: place + 1 })} ${t('forSeconds')}`}
          disabled={disabled}
          onChange={(seconds) => onChange({ ...step, seconds })}
        />
        <Checkbox
          checked={step.skip_when_nobody !== false}
          disabled={disabled}
          onChange={(event) => onChange({ ...step, skip_when_nobody: event.target.checked })}
        >
          {t('skip')}
        </Checkbox>
        {disabled ? null : <Tools place={place} {...tools} />}
      </div>
      <ConditionEditor
        condition={step.who}
        known={known}
        disabled={disabled}
        onChange={(who) => onChange({ ...step, who })}
      />
      {disabled || kind === 'and' || kind === 'or' ? null : (
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onChange({ ...step, who: andMore(step.who) })}
        >
          {t('addCondition')}
        </Button>
      )}
    </li>
  );
}

export function StepsEditor({ editing, known }: { editing: Editing; known: Known }) {
  const t = useTexts(planWords);
  const { body, faultAt, onChange, disabled } = editing;
  const steps = stepsOf(body);
  const put = (next: Step[]): void => onChange(changed(body, 'steps', next));
  const fault = faultAt('steps');
  return (
    <>
      <ol className="route-steps" aria-invalid={fault !== '' || undefined}>
        {steps.map((step, place) => (
          <Row
            key={place}
            step={step}
            place={place}
            last={place === steps.length - 1}
            known={known}
            disabled={disabled}
            onChange={(next) => put(replaced(steps, place, next))}
            onMove={(by) => put(moved(steps, place, by))}
            onRemove={() => put(dropped(steps, place))}
          />
        ))}
      </ol>
      <Fault text={fault} />
      {disabled ? null : (
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => put([...steps, { who: madeOf('skill'), seconds: 20 }])}
        >
          {t('addStep')}
        </Button>
      )}
    </>
  );
}
