/** Small fields that several of these forms have; what is emptied is left out of the body. */
import { Input, InputNumber, Select } from 'antd';
import type { Name } from '@/api/types';
import { bodyOf, named, useKind, type Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { useFault } from './faults';
import { flat, pathName, treeOf } from './tree';
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
      <Field label={t('nameZh')} fault={useFault('name')}>
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
export function Lines({ body, change, field, rule }: Props & { field: string; rule: string }) {
  const word = useWords();
  const fault = useFault(field);
  const lines = textsOf(body, field);
  const tidy = (): void => {
    const kept = lines.map((line) => line.trim()).filter(Boolean);
    if (kept.length !== lines.length) change(put(body, field, kept), field);
  };
  return (
    <Field label={word(field)} rule={rule} fault={fault}>
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
  const fault = useFault(field);
  return (
    <Field label={label} rule={rule} fault={fault}>
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

interface NumberProps extends Props {
  field: string;
  /** How it is called, where that is not the word of the field. */
  called?: string;
  least: number;
  most: number;
  /** What holds while nothing is written. */
  usual?: number;
  unit?: string;
}

/** A whole number. */
export function Whole({ body, change, field, called = field, least, most, usual, unit }: NumberProps) {
  const word = useWords();
  const fault = useFault(field);
  const value = body[field];
  return (
    <Field label={word(called)} rule={word(`${called}Rule`)} fault={fault}>
      <InputNumber
        min={least}
        max={most}
        precision={0}
        suffix={unit}
        placeholder={usual === undefined ? undefined : String(usual)}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => change(put(body, field, next), field)}
      />
    </Field>
  );
}

interface ManyProps extends Props {
  field: string;
  options: { value: string; label: string }[];
}

/** Any of several; what is set stays to be seen when it is not there any more. */
export function Many({ body, change, field, options }: ManyProps) {
  const word = useWords();
  const fault = useFault(field);
  return (
    <Field label={word(field)} rule={word(`${field}Rule`)} fault={fault}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={textsOf(body, field)}
        options={options}
        onChange={(chosen: string[]) => change(put(body, field, chosen))}
      />
    </Field>
  );
}

/** The items of a kind as choices. */
export function useChoices(kind: string): { value: string; label: string }[] {
  const named = useNamed();
  return (useKind(kind).data?.items ?? []).map((entry) => ({
    value: entry.key,
    label: named(bodyOf(entry).name, entry.key),
  }));
}

/** Types of cases as choices, each with the way to it; `leaves`: only those of which a case can be. */
export function useTypeChoices(leaves = false): { value: string; label: string }[] {
  const locale = useLocale();
  const nodes = treeOf(useKind('case_type').data?.items ?? []);
  return flat(nodes)
    .filter((node) => !leaves || !node.children.length)
    .map(({ key }) => ({ value: key, label: pathName(nodes, key, locale) }));
}
