/** Tables of names and values: variables to set, fields of an answer, headers, a body with groups and lists. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Choice } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import './graph.css';
import { entriesOf, isTable, typedOf, valueOf, variableIn } from './plain';
import { TakeAway, Typed } from './Typed';
import { graphWords } from './words';

/** `words`: values are words as they are typed; `constants`: numbers are numbers, `{x}` is a variable;
 * `nested`: besides, values may be groups and lists. */
export type Holds = 'words' | 'constants' | 'nested';

interface Shared {
  label: string;
  holds: Holds;
  /** What may be chosen as a value. */
  options: Choice[];
  disabled: boolean;
}

interface AddProps {
  label: string;
  taken: string[];
  disabled: boolean;
  names: Choice[];
  /** A value of this kind under this name. */
  onAdd: (name: string, kind: Added) => void;
  nested: boolean;
}

type Added = 'value' | 'table' | 'list';
const EMPTY: Record<Added, unknown> = { value: '', table: {}, list: [] };
const ADDED: readonly [Added, 'addRow' | 'addTable' | 'addList'][] = [
  ['value', 'addRow'],
  ['table', 'addTable'],
  ['list', 'addList'],
];

/** Adds a row under a name that is not taken. */
export function AddRow({ label, taken, names, disabled, nested, onAdd }: AddProps) {
  const e = useTexts(graphWords);
  const [name, setName] = useState('');
  const written = name.trim();
  if (disabled) return null;
  const free = written !== '' && !taken.includes(written);
  const add = (kind: Added): void => {
    if (!free) return;
    onAdd(written, kind);
    setName('');
  };
  const called = `${label} ${e('left')}`;
  const left = names.filter(({ value }) => !taken.includes(value));
  return (
    <div className="graph-row">
      {left.length ? (
        <Typed
          label={called}
          placeholder={e('left')}
          text={name}
          options={left}
          disabled={false}
          onText={setName}
        />
      ) : (
        <Input
          aria-label={called}
          placeholder={e('left')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => add('value')}
        />
      )}
      {ADDED.slice(0, nested ? 3 : 1).map(([kind, word]) => (
        <Button
          key={kind}
          icon={<PlusOutlined aria-hidden />}
          aria-label={`${label} ${e(word)}`}
          disabled={!free}
          onClick={() => add(kind)}
        >
          {e(word)}
        </Button>
      ))}
    </div>
  );
}

interface OneProps extends Shared {
  name: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** One value: typed, or rows again where it is a group or a list. */
function One({ name, value, onChange, ...shared }: OneProps) {
  const { label, holds, disabled } = shared;
  const called = `${label} ${name}`;
  const remove = (
    <TakeAway what={`${label} ${name}`} disabled={disabled} onClick={() => onChange(undefined)} />
  );
  if (holds === 'nested' && (Array.isArray(value) || (isTable(value) && variableIn(value) === null)))
    return (
      <div className="graph-group" role="group" aria-label={called}>
        <span className="graph-row-name">{name}</span>
        {remove}
        <Values {...shared} label={called} value={value} onChange={onChange} />
      </div>
    );
  return (
    <div className="graph-row">
      <span className="graph-row-name">{name}</span>
      <Typed
        label={called}
        text={holds === 'words' && typeof value === 'string' ? value : typedOf(value)}
        options={shared.options}
        disabled={disabled}
        onText={(text) => onChange(holds === 'words' ? text : valueOf(text))}
      />
      {remove}
    </div>
  );
}

interface Props extends Shared {
  value: unknown;
  onChange: (value: unknown) => void;
  /** What rows may be called. */
  names?: Choice[];
}

function ListItems({ value, onChange, ...shared }: Props & { value: unknown[] }) {
  const e = useTexts(graphWords);
  const put = (nth: number, next: unknown): void =>
    onChange(value.flatMap((one, at) => (at === nth ? (next === undefined ? [] : [next]) : [one])));
  return (
    <>
      {value.map((one, nth) => (
        <One key={nth} {...shared} name={String(nth + 1)} value={one} onChange={(next) => put(nth, next)} />
      ))}
      {shared.disabled ? null : (
        <div className="graph-add">
          {(['value', 'table'] as const).map((kind) => (
            <Button
              key={kind}
              type="text"
              icon={<PlusOutlined aria-hidden />}
              aria-label={`${shared.label} ${e(kind === 'value' ? 'addItem' : 'addTable')}`}
              onClick={() => onChange([...value, EMPTY[kind]])}
            >
              {e(kind === 'value' ? 'addItem' : 'addTable')}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

export function Values(given: Props) {
  const { value, onChange, names = [], ...shared } = given;
  if (Array.isArray(value)) return <ListItems {...given} value={value} />;
  const rows = entriesOf(value);
  const put = (name: string, next: unknown): void =>
    onChange(
      Object.fromEntries(
        rows.flatMap(([key, one]) =>
          key === name ? (next === undefined ? [] : [[key, next]]) : [[key, one]],
        ),
      ),
    );
  return (
    <>
      {rows.map(([name, one]) => (
        <One key={name} {...shared} name={name} value={one} onChange={(next) => put(name, next)} />
      ))}
      <AddRow
        label={shared.label}
        taken={rows.map(([name]) => name)}
        names={names}
        disabled={shared.disabled}
        nested={shared.holds === 'nested'}
        onAdd={(name, kind) => onChange({ ...(isTable(value) ? value : {}), [name]: EMPTY[kind] })}
      />
    </>
  );
}
