/** Whether calls are recorded, and what callers are told of it: in the words of platform/recorded.py. */
import { InputNumber, Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import type { FieldProps } from './LineField';
import { changed } from './shapes';
import { recordingWords } from './recording-words';
import { lineWords } from './words';

const UNSAID = 'unsaid';
const SHARE = 'share';
const FIRST_SHARE = 20;

/** What a choice stands for in the configuration. */
const RECORDED: Record<string, unknown> = {
  [UNSAID]: null,
  always: true,
  never: false,
  on_demand: 'on_demand',
  [SHARE]: FIRST_SHARE,
};
const NOTICE: Record<string, unknown> = {
  [UNSAID]: null,
  told: true,
  may_refuse: 'may_refuse',
  untold: false,
};

const choiceOf = (choices: Record<string, unknown>, value: unknown): string =>
  Object.keys(choices).find((one) => choices[one] === (value ?? null)) ?? UNSAID;

export function RecordedField({ shape: { field, unsaid = 'always' }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  const said = useTexts(recordingWords);
  const value = body[field];
  const share = typeof value === 'number' ? value : null;
  const choice = share === null ? choiceOf(RECORDED, value) : SHARE;
  const options = [
    { value: UNSAID, label: said('unsaid', { what: said(unsaid) }) },
    ...(['always', 'never', 'on_demand', SHARE] as const).map((one) => ({ value: one, label: said(one) })),
  ];
  return (
    <>
      <Field label={t(field)} fault={share === null ? fault : ''}>
        <Select
          value={choice}
          options={options}
          onChange={(next) => onChange(changed(body, field, RECORDED[next]))}
        />
      </Field>
      {share === null ? null : (
        <Field label={said('percent', { what: t(field) })} fault={fault} rule={said('percentRule')}>
          <InputNumber
            value={share}
            min={1}
            max={99}
            precision={0}
            suffix="%"
            onChange={(next) => onChange(changed(body, field, next ?? FIRST_SHARE))}
          />
        </Field>
      )}
    </>
  );
}

export function NoticeField({ shape: { field, unsaid = 'untold' }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  const said = useTexts(recordingWords);
  const options = [
    { value: UNSAID, label: said('unsaid', { what: said(unsaid) }) },
    ...(['told', 'may_refuse', 'untold'] as const).map((one) => ({ value: one, label: said(one) })),
  ];
  return (
    <Field label={t(field)} fault={fault}>
      <Select
        value={choiceOf(NOTICE, body[field])}
        options={options}
        onChange={(next) => onChange(changed(body, field, NOTICE[next]))}
      />
    </Field>
  );
}
