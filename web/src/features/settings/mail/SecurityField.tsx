/** How the way to the mail server is secured. */
import { Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import type { FieldProps } from '../lines/LineField';
import { changed } from '../lines/shapes';
import { lineWords } from '../lines/words';

export function SecurityField({ shape: { field }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  return (
    <Field label={t(field)} fault={fault}>
      <Select
        value={body[field] ?? 'starttls'}
        options={[
          { value: 'starttls', label: 'STARTTLS' },
          { value: 'tls', label: 'TLS' },
          { value: 'none', label: t('noSecurity') },
        ]}
        onChange={(next) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}
