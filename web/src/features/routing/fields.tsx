/** The usual kinds of fields of a queue: a count, a flag, one of several. */
import { InputNumber, Select, Switch } from 'antd';
import { withSet, type Body, type Choice } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { changed } from './plan';
import { queueWords } from './queue-words';

export interface Editing {
  body: Body;
  /** What the server said against a field; '' nothing. */
  faultAt: (field: string) => string;
  onChange: (body: Body) => void;
  disabled: boolean;
}

type CountField =
  | 'order'
  | 'answer_seconds'
  | 'preferred_wait_seconds'
  | 'reserve_after_seconds'
  | 'ageing_seconds'
  | 'ageing_classes'
  | 'resume_seconds'
  | 'ring_seconds'
  | 'ring_at_once'
  | 'rona_limit'
  | 'wrap_up_seconds'
  | 'max_waiting'
  | 'max_wait_seconds';

/** What holds when nothing is said; null: no limit. */
const USUAL: Record<CountField, number | null> = {
  order: 0,
  answer_seconds: 20,
  preferred_wait_seconds: 0,
  reserve_after_seconds: null,
  ageing_seconds: null,
  ageing_classes: 3,
  resume_seconds: 0,
  ring_seconds: 20,
  ring_at_once: 1,
  rona_limit: 2,
  wrap_up_seconds: 30,
  max_waiting: null,
  max_wait_seconds: null,
};

export function Count({ field, editing }: { field: CountField; editing: Editing }) {
  const t = useTexts(queueWords);
  const { body, faultAt, onChange, disabled } = editing;
  const usual = USUAL[field];
  const value = body[field];
  return (
    <Field label={t(field)} fault={faultAt(field)}>
      <InputNumber
        value={typeof value === 'number' ? value : null}
        placeholder={usual === null ? t('noLimit') : t('usual', { value: usual })}
        precision={0}
        disabled={disabled}
        onChange={(next) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}

export function Flag({ field, editing }: { field: 'refuse_when_empty' | 'auto_answer'; editing: Editing }) {
  const t = useTexts(queueWords);
  const { body, faultAt, onChange, disabled } = editing;
  return (
    <Field label={t(field)} fault={faultAt(field)}>
      <Switch
        checked={body[field] === true}
        checkedChildren={t('on')}
        unCheckedChildren={t('off')}
        disabled={disabled}
        onChange={(next) => onChange(changed(body, field, next || null))}
      />
    </Field>
  );
}

interface OneProps {
  field: 'wrap_up' | 'on_close' | 'hours' | 'rona_state';
  options: Choice[];
  usual?: string;
  /** What an empty choice says, where nothing may be chosen. */
  unset?: string;
  editing: Editing;
}

export function One({ field, options, usual, unset, editing }: OneProps) {
  const t = useTexts(queueWords);
  const { body, faultAt, onChange, disabled } = editing;
  const set = typeof body[field] === 'string' ? body[field] : null;
  return (
    <Field label={t(field)} fault={faultAt(field)}>
      <Select
        value={set ?? usual ?? null}
        allowClear={unset !== undefined}
        placeholder={unset}
        disabled={disabled}
        options={withSet(options, set)}
        onChange={(next: string | undefined) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}
