/** Tables: variables and values, skills and levels, values and the phrases for them. */
import { Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { AddRow, Values } from '@/shared/flow/Values';
import { editWords } from '../edit-words';
import { declared, setField } from '../edits';
import { useEditing } from '../editing';
import { entriesOf, isTable, OF_CUSTOMER, textOf } from '@/shared/flow/plain';
import { variablesOf } from '../graph';
import { Phrases } from './Phrases';
import { useVariables } from './Plain';
import { TakeAway } from '@/shared/flow/Typed';
import { FieldSet } from './Set';
import type { FieldProps } from './shape';

/** Where what stands under a name is a variable of the flow. */
const NAMES_VARIABLES = ['values', 'into'];

/** Rows of names and values, kept as the field holds them: words, constants and variables, or whole bodies. */
export function TableField({ spec, name, node, label, fault }: FieldProps) {
  const { graph, change, disabled } = useEditing();
  const variables = useVariables().map(({ value, label: word }) => ({ value: `{${value}}`, label: word }));
  const own = variablesOf(graph).map((value) => ({ value, label: value }));
  const isInto = spec.name === 'into';
  const customer = textOf(node.what) === 'customer' ? OF_CUSTOMER : [];
  const write = (next: unknown): void => {
    const changed = setField(graph, name, [spec.name], entriesOf(next).length ? next : undefined);
    const names = NAMES_VARIABLES.includes(spec.name) ? entriesOf(next).map(([key]) => key) : [];
    change(
      names.reduce((made, key) => declared(made, key, 'text'), changed),
      `${name}/${spec.name}`,
    );
  };
  return (
    <FieldSet label={label} fault={fault}>
      <Values
        label={label}
        holds={spec.holds ?? 'words'}
        value={isTable(node[spec.name]) ? node[spec.name] : {}}
        options={isInto ? customer.map((value) => ({ value, label: value })) : variables}
        names={NAMES_VARIABLES.includes(spec.name) ? own : []}
        disabled={disabled}
        onChange={write}
      />
    </FieldSet>
  );
}

export function SkillsField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled, choices, words } = useEditing();
  const e = useTexts(editWords);
  const rows = entriesOf(node[spec.name]);
  const free = choices('skill').filter(({ value }) => !rows.some(([key]) => key === value));
  return (
    <FieldSet label={label} fault={fault}>
      {rows.map(([skill, level]) => {
        const called = words.known('skill', skill);
        return (
          <div className="flow-row" key={skill}>
            <span className="flow-row-name">{called}</span>
            <Select
              aria-label={`${called} ${e('level')}`}
              value={Number(level)}
              options={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))}
              disabled={disabled}
              onChange={(next: number) => set(name, [spec.name, skill], next)}
            />
            <TakeAway
              what={called}
              disabled={disabled}
              onClick={() => set(name, [spec.name, skill], undefined)}
            />
          </div>
        );
      })}
      {disabled || !free.length ? null : (
        <Select
          value={null}
          className="flow-add"
          aria-label={`${label} ${e('skill')}`}
          placeholder={e('skill')}
          options={free}
          onChange={(skill: string | null) => {
            if (skill !== null) set(name, [spec.name, skill], 3);
          }}
        />
      )}
    </FieldSet>
  );
}

export function PhrasesField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const rows = entriesOf(node[spec.name]);
  return (
    <FieldSet label={label} fault={fault}>
      <ul className="flow-choices">
        {rows.map(([value, said]) => (
          <li key={value}>
            <span className="flow-row-name">{value}</span>
            <TakeAway
              what={value}
              disabled={disabled}
              onClick={() => set(name, [spec.name, value], undefined)}
            />
            <Phrases
              said={said}
              of={value}
              disabled={disabled}
              onChange={(next) => set(name, [spec.name, value], next ?? {})}
            />
          </li>
        ))}
      </ul>
      {disabled ? null : (
        <AddRow
          taken={rows.map(([value]) => value)}
          label={label}
          names={[]}
          disabled={disabled}
          nested={false}
          onAdd={(value) => set(name, [spec.name, value], {})}
        />
      )}
    </FieldSet>
  );
}
