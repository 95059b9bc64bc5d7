/** One of the site's own fields in the form, by its type. */
import { Input, Select } from 'antd';
import type { CustomerField } from '@/api/customers';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { formWords } from './form-words';

interface Props {
  field: CustomerField;
  value: string;
  onChange: (value: string) => void;
}

export function OwnField({ field, value, onChange }: Props) {
  const t = useTexts(formWords);
  const locale = useLocale();
  const label = nameIn(field.name, locale);
  if (field.type === 'choice')
    return (
      <Field label={label}>
        <Select
          allowClear
          value={value || null}
          options={field.choices.map((choice) => ({ value: choice.id, label: nameIn(choice.name, locale) }))}
          onChange={(chosen: string | undefined | null) => onChange(chosen ?? '')}
        />
      </Field>
    );
  return (
    <Field label={label} rule={field.type === 'date' ? t('dateRule') : ''}>
      <Input
        autoComplete="off"
        inputMode={field.type === 'number' ? 'decimal' : 'text'}
        type={field.type === 'date' ? 'date' : 'text'}
        value={value}
        maxLength={400}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
