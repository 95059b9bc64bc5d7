/** Fields that are one value: a count, a flag, one of several, a text, a variable, a key. */
import { AutoComplete, Input, InputNumber, Select, Switch } from 'antd';
import { withSet } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { BUILT_IN, variableName } from '@/shared/flow/conditions';
import { graphWords } from '@/shared/flow/words';
import { editWords } from '../edit-words';
import { declared } from '../edits';
import { useEditing } from '../editing';
import { textOf } from '@/shared/flow/plain';
import { variablesOf, type Node } from '../graph';
import { kindWords } from '../kind-words';
import type { FieldProps } from './shape';

const DIGITS = [...'1234567890*#'].map((digit) => ({ value: digit, label: digit }));

export function CountField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  const value = node[spec.name];
  return (
    <Field label={label} fault={fault}>
      <InputNumber
        value={typeof value === 'number' ? value : null}
        min={spec.least ?? 0}
        max={spec.most ?? 9999}
        precision={0}
        placeholder={spec.usual === undefined ? '' : e('usual', { n: spec.usual })}
        disabled={disabled}
        onChange={(next) => set(name, [spec.name], next ?? undefined)}
      />
    </Field>
  );
}

export function FlagField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  return (
    <Field label={label} fault={fault}>
      <Switch
        checked={node[spec.name] === true}
        checkedChildren={e('on')}
        unCheckedChildren={e('off')}
        disabled={disabled}
        onChange={(next) => set(name, [spec.name], next || undefined)}
      />
    </Field>
  );
}

export function OptionField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const t = useTexts(kindWords);
  const e = useTexts(editWords);
  const options = (spec.options ?? []).map((value) => ({
    value,
    label: t(`option_${value}` as 'option_text'),
  }));
  const held = node[spec.name];
  const value = typeof held === 'string' ? held : null;
  return (
    <Field label={label} fault={fault}>
      <Select
        value={value}
        allowClear
        placeholder={e('notSet')}
        disabled={disabled}
        options={withSet(options, value)}
        onChange={(next: string | undefined) => set(name, [spec.name], next)}
      />
    </Field>
  );
}

export function TextField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  return (
    <Field label={label} fault={fault}>
      <Input
        value={textOf(node[spec.name])}
        maxLength={500}
        disabled={disabled}
        onChange={(event) => set(name, [spec.name], event.target.value || undefined)}
      />
    </Field>
  );
}

/** The variables that there are, the built-in ones with words. */
export function useVariables(): { value: string; label: string }[] {
  const { graph } = useEditing();
  const e = useTexts(graphWords);
  return [
    ...variablesOf(graph).map((one) => ({ value: one, label: one })),
    ...BUILT_IN.map((one) => ({ value: one, label: variableName(one, e) })),
  ];
}

/** What a variable holds that a node of this kind fills. */
const typeFor = ({ do: kind, expects }: Node): string =>
  kind === 'digits' ? 'digits' : textOf(expects) === 'choice' ? 'text' : textOf(expects) || 'text';

/** A new name where something is kept becomes a variable of the flow once the field is left. */
export function VariableField({ spec, name, node, label, fault }: FieldProps) {
  const { graph, change, set, disabled } = useEditing();
  const variables = useVariables();
  const declare = (): void => {
    const next = declared(graph, textOf(node[spec.name]), typeFor(node));
    if (spec.name === 'into' && next !== graph) change(next);
  };
  const options = spec.name === 'into' ? variables.filter(({ value }) => !value.includes('.')) : variables;
  return (
    <Field label={label} fault={fault}>
      <AutoComplete
        value={textOf(node[spec.name])}
        options={options}
        disabled={disabled}
        showSearch={{ filterOption: false }}
        onChange={(next: string) => set(name, [spec.name], next || undefined)}
        onBlur={declare}
      />
    </Field>
  );
}

/** An item of the configuration, such as a queue. What a mailbox is called may also be typed. */
export function KnownField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled, choices } = useEditing();
  const e = useTexts(editWords);
  const value = textOf(node[spec.name]);
  return (
    <Field label={label} fault={fault}>
      <Select
        value={value || null}
        placeholder={e('notSet')}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        options={withSet(choices(spec.of ?? ''), value || null)}
        onChange={(next: string) => set(name, [spec.name], next)}
      />
    </Field>
  );
}

export function DigitField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  return (
    <Field label={label} fault={fault}>
      <Select
        value={textOf(node[spec.name]) || null}
        allowClear
        placeholder={e('none')}
        disabled={disabled}
        options={DIGITS}
        onChange={(next: string | undefined) => set(name, [spec.name], next)}
      />
    </Field>
  );
}
