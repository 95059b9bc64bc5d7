/** The fields of a case's form, those that are asked now, each with what the server said against it. */
import { Input, InputNumber, Radio, Select } from 'antd';
import type { ReactElement } from 'react';
import type { CaseField, FormValues } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { askedOf } from './values';
import './form.css';

const formWords = texts({ yes: '是', no: '否', pick: '请选择' }, { yes: 'Yes', no: 'No', pick: 'Choose' });

const faultWords = texts(
  {
    'case.field_missing': '必填',
    'case.field_no_answer': '请选择是或否',
    'case.field_no_choice': '请从选项中选择',
    'case.field_no_date': '请选择日期',
    'case.field_no_identity': '身份证号校验不通过，请核对',
    'case.field_no_number': '请填写数字',
    'case.field_no_phone': '电话号码不正确',
    'case.field_too_long': '内容太长',
  },
  {
    'case.field_missing': 'Required',
    'case.field_no_answer': 'Choose yes or no',
    'case.field_no_choice': 'Choose one of the options',
    'case.field_no_date': 'Choose a date',
    'case.field_no_identity': 'The check digit does not fit: look again',
    'case.field_no_number': 'Enter a number',
    'case.field_no_phone': 'This is no telephone number',
    'case.field_too_long': 'This is too long',
  },
);

interface Props {
  fields: CaseField[];
  values: FormValues;
  faults: Record<string, string>;
  disabled?: boolean;
  put: (id: string, value: FormValues[string]) => void;
}

export function FormFields({ fields, values, faults, disabled = false, put }: Props) {
  const t = useTexts(formWords);
  const tf = useTexts(faultWords);
  const locale = useLocale();
  const input = (field: CaseField): ReactElement<Record<string, unknown>> => {
    const value = values[field.id];
    const plain = typeof value === 'string' ? value : '';
    const text = { disabled, value: plain, maxLength: 200 };
    switch (field.kind) {
      case 'long_text':
        return (
          <Input.TextArea
            {...text}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => put(field.id, event.target.value)}
          />
        );
      case 'number':
        return (
          <InputNumber
            disabled={disabled}
            style={{ width: '100%' }}
            value={typeof value === 'number' ? value : null}
            onChange={(next) => put(field.id, next)}
          />
        );
      case 'date':
        return <Input {...text} type="date" onChange={(event) => put(field.id, event.target.value)} />;
      case 'choice':
        return (
          <Select
            allowClear
            disabled={disabled}
            placeholder={t('pick')}
            value={plain || null}
            options={(field.choices ?? []).map((one) => ({
              value: one.id,
              label: nameIn(one.name, locale),
            }))}
            onChange={(next: string | undefined) => put(field.id, next ?? null)}
          />
        );
      case 'yes_no':
        return (
          <Radio.Group
            disabled={disabled}
            value={value ?? null}
            options={[
              { value: true, label: t('yes') },
              { value: false, label: t('no') },
            ]}
            onChange={(event) => put(field.id, event.target.value as boolean)}
          />
        );
      default:
        return <Input {...text} onChange={(event) => put(field.id, event.target.value)} />;
    }
  };
  return (
    <div className="form-fields">
      {askedOf(fields, values).map((field) => {
        const label = nameIn(field.name, locale);
        const fault = faults[field.id];
        return (
          <Field
            key={field.id}
            label={field.required ? `${label} *` : label}
            fault={fault ? (fault in faultWords['zh-CN'] ? tf(fault as 'case.field_missing') : fault) : ''}
          >
            {input(field)}
          </Field>
        );
      })}
    </div>
  );
}
