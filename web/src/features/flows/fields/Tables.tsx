/** Tables: variables and values, skills and levels, values and the phrases for them. */
import { PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { constantOf } from '../conditions';
import { editWords } from '../edit-words';
import { declared, setField } from '../edits';
import { useEditing } from '../editing';
import { entriesOf, isTable, textOf } from '../graph';
import { Phrases } from './Phrases';
import { useVariables } from './Plain';
import { FieldSet, TakeAway } from './Set';
import type { FieldProps } from './shape';

const VARIABLE = /^\{(.+)\}$/;

/** A value as it is typed: `{x}` is that of the variable x. */
const typed = (value: unknown): string =>
  isTable(value) ? `{${textOf(value.value)}}` : value === undefined ? '' : String(value);

function valueOf(text: string, plain: boolean): unknown {
  const variable = VARIABLE.exec(text.trim())?.[1];
  if (variable) return { value: variable };
  return plain ? text : constantOf(text);
}

/** Adds a row under a name that is not taken. */
function AddRow({ taken, label, onAdd }: { taken: string[]; label: string; onAdd: (name: string) => void }) {
  const e = useTexts(editWords);
  const [name, setName] = useState('');
  const written = name.trim();
  const add = (): void => {
    if (!written || taken.includes(written)) return;
    onAdd(written);
    setName('');
  };
  return (
    <div className="flow-row">
      <Input
        aria-label={`${label} ${e('left')}`}
        placeholder={e('left')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
      />
      <Button
        icon={<PlusOutlined aria-hidden />}
        disabled={!written || taken.includes(written)}
        onClick={add}
      >
        {e('addRow')}
      </Button>
    </div>
  );
}

export function TableField({ spec, name, node, label, fault }: FieldProps) {
  const { graph, change, set, disabled } = useEditing();
  const variables = useVariables().map(({ value, label: word }) => ({ value: `{${value}}`, label: word }));
  const rows = entriesOf(node[spec.name]);
  const may = spec.name === 'values' || spec.name === 'body';
  /** What is kept under a new name is a variable of the flow from now on. */
  const add = (key: string): void => {
    const next = setField(graph, name, [spec.name, key], '');
    change(spec.name === 'values' || spec.name === 'into' ? declared(next, key, 'text') : next);
  };
  return (
    <FieldSet label={label} fault={fault}>
      {rows.map(([key, value]) => (
        <div className="flow-row" key={key}>
          <span className="flow-row-name">{key}</span>
          <AutoComplete
            aria-label={`${label} ${key}`}
            value={typed(value)}
            options={may ? variables : []}
            showSearch={{ filterOption: false }}
            disabled={disabled}
            onChange={(next: string) => set(name, [spec.name, key], valueOf(next, !may))}
          />
          <TakeAway what={key} disabled={disabled} onClick={() => set(name, [spec.name, key], undefined)} />
        </div>
      ))}
      {disabled ? null : <AddRow taken={rows.map(([key]) => key)} label={label} onAdd={add} />}
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
          onAdd={(value) => set(name, [spec.name, value], {})}
        />
      )}
    </FieldSet>
  );
}
