/** Whom to call, or where to send a call: an extension, a group, a number, another flow. */
import { AutoComplete, Input, Select } from 'antd';
import { withSet } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from '../edit-words';
import { useEditing } from '../editing';
import { entriesOf } from '@/shared/flow/plain';
import { kindWords } from '../kind-words';
import { useVariables } from './Plain';
import { FieldSet } from './Set';
import type { FieldProps } from './shape';

/** The kinds of configuration that goals name. */
const LISTS: Record<string, string> = { flow: 'flow', group: 'ring_group', extension: 'extension' };

const wordFor = (kind: string): 'option_text' =>
  (kind === 'number' ? 'option_number_dialled' : `option_${kind}`) as 'option_text';

interface ValueProps {
  kind: string;
  value: string;
  label: string;
  onChange: (value: string) => void;
}

function Value({ kind, value, label, onChange }: ValueProps) {
  const { disabled, choices } = useEditing();
  const variables = useVariables();
  const list = LISTS[kind];
  if (list)
    return (
      <Select
        aria-label={label}
        value={value || null}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        options={withSet(choices(list), value || null)}
        onChange={onChange}
      />
    );
  if (kind === 'value')
    return (
      <AutoComplete
        aria-label={label}
        value={value}
        options={variables}
        showSearch={{ filterOption: false }}
        disabled={disabled}
        onChange={onChange}
      />
    );
  return (
    <Input
      aria-label={label}
      value={value}
      inputMode="tel"
      maxLength={32}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function GoalField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const t = useTexts(kindWords);
  const e = useTexts(editWords);
  const [kind = '', value = ''] = entriesOf(node[spec.name])[0] ?? [];
  const kinds = (spec.options ?? []).map((one) => ({ value: one, label: t(wordFor(one)) }));
  return (
    <FieldSet label={label} fault={fault}>
      <div className="flow-row">
        <Select
          aria-label={label}
          value={kind || null}
          placeholder={e('notSet')}
          disabled={disabled}
          options={kinds}
          onChange={(next: string) => set(name, [spec.name], { [next]: '' })}
        />
        {kind ? (
          <Value
            kind={kind}
            value={String(value)}
            label={`${label} ${t(wordFor(kind))}`}
            onChange={(next) => set(name, [spec.name], { [kind]: next })}
          />
        ) : null}
      </div>
    </FieldSet>
  );
}
