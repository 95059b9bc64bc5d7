/** Small fields that several of these forms have; what is emptied is left out of the body. */
import { Input, Select } from 'antd';
import type { Name } from '@/api/types';
import { named, type Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import type { Change } from './use-arranging';
import { arrangeWords } from './words';

export interface Props {
  body: Body;
  change: Change;
}

/** The body with one thing changed; what is empty is left out. */
export function put(body: Body, field: string, value: unknown): Body {
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
  const empty = value === null || value === undefined || (Array.isArray(value) && !value.length);
  return empty ? rest : { ...rest, [field]: value };
}

export const textsOf = (body: Body, field: string): string[] =>
  Array.isArray(body[field]) ? (body[field] as unknown[]).map(String) : [];

export function Names({ body, change, first = true }: Props & { first?: boolean }) {
  const t = useTexts(arrangeWords);
  const name = (body.name ?? {}) as Partial<Name>;
  return (
    <>
      <Field label={t('nameZh')}>
        <Input
          autoFocus={first && !name.zh}
          value={name.zh ?? ''}
          maxLength={80}
          onChange={(event) => change(named(body, 'zh', event.target.value), 'zh')}
        />
      </Field>
      <Field label={t('nameEn')}>
        <Input
          value={name.en ?? ''}
          maxLength={80}
          onChange={(event) => change(named(body, 'en', event.target.value), 'en')}
        />
      </Field>
    </>
  );
}

/** Texts, one a line. Empty lines are left out when the form is left. */
export function Lines({ body, change, field, rule }: Props & { field: 'words' | 'experts'; rule: string }) {
  const t = useTexts(arrangeWords);
  const lines = textsOf(body, field);
  const tidy = (): void => {
    const kept = lines.map((line) => line.trim()).filter(Boolean);
    if (kept.length !== lines.length) change(put(body, field, kept), field);
  };
  return (
    <Field label={t(field)} rule={rule}>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={lines.join('\n')}
        onChange={({ target: { value } }) =>
          change(put(body, field, value === '' ? null : value.split('\n')), field)
        }
        onBlur={tidy}
      />
    </Field>
  );
}

interface ChoiceProps extends Props {
  field: string;
  label: string;
  rule?: string;
  /** What it is called when nothing is set. */
  unset?: string;
  options: { value: string; label: string }[];
}

/** One of several, or (where `unset` says what that means) none. */
export function Choice({ body, change, field, label, rule = '', unset, options }: ChoiceProps) {
  const all = unset === undefined ? options : [{ value: '', label: unset }, ...options];
  const value = typeof body[field] === 'string' ? body[field] : '';
  return (
    <Field label={label} rule={rule}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        options={all}
        onChange={(next: string) => change(put(body, field, next || null))}
      />
    </Field>
  );
}

/** Names of items of a kind, as choices. */
export function useNamed(): (name: unknown, key: string) => string {
  const locale = useLocale();
  return (name, key) => nameIn(name as Name | undefined, locale) || key;
}
