/** A condition as a form: groups within groups, each with how many of its comparisons must hold. */
import { PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Select } from 'antd';
import type { Choice } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import {
  conditionOf,
  DEEPEST,
  FRESH,
  groupOf,
  isGroup,
  JOINS,
  OPERATIONS,
  sayCondition,
  type Group,
  type Join,
  type Operation,
  type Row,
  type Test,
} from './conditions';
import './graph.css';
import { TakeAway, Typed } from './Typed';
import { graphWords } from './words';

interface Shared {
  label: string;
  /** The variables that may be read. */
  variables: Choice[];
  /** What a variable may be compared with, where that is known. */
  valuesOf?: (variable: string) => Choice[];
  disabled: boolean;
}

interface RowProps extends Shared {
  row: Row;
  onChange: (row: Row | null) => void;
}

const inBraces = (variables: Choice[]): Choice[] =>
  variables.map(({ value, label }) => ({ value: `{${value}}`, label }));

function Comparison({ row, label, variables, valuesOf, disabled, onChange }: RowProps) {
  const e = useTexts(graphWords);
  const bare = row.operation === 'empty' || row.operation === 'filled';
  return (
    <div className="graph-row">
      <AutoComplete
        aria-label={`${label} ${e('variable')}`}
        placeholder={e('variable')}
        value={row.value}
        options={variables}
        showSearch={{ filterOption: false }}
        popupMatchSelectWidth={false}
        disabled={disabled}
        onChange={(value: string) => onChange({ ...row, value })}
      />
      <Select
        aria-label={`${label} ${e('how')}`}
        value={row.operation}
        options={OPERATIONS.map((value) => ({ value, label: e(`op_${value}`) }))}
        popupMatchSelectWidth={false}
        disabled={disabled}
        onChange={(operation: Operation) => onChange({ ...row, operation })}
      />
      {bare ? null : (
        <Typed
          label={`${label} ${e('right')}`}
          text={row.operand}
          options={row.operation === 'in' ? [] : [...(valuesOf?.(row.value) ?? []), ...inBraces(variables)]}
          disabled={disabled}
          onText={(operand) => onChange({ ...row, operand })}
        />
      )}
      <TakeAway
        what={sayCondition(conditionOf({ join: 'all', tests: [row] }), e)}
        disabled={disabled}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

interface GroupProps extends Shared {
  group: Group;
  deep: number;
  onChange: (group: Group) => void;
}

function GroupFields({ group, deep, onChange, ...shared }: GroupProps) {
  const { label, disabled } = shared;
  const e = useTexts(graphWords);
  const put = (nth: number, test: Test | null): void => {
    const tests = group.tests.flatMap((one, at) => (at === nth ? (test ? [test] : []) : [one]));
    onChange({ ...group, tests });
  };
  const add = (test: Test): void => onChange({ ...group, tests: [...group.tests, test] });
  return (
    <>
      <Select
        className="graph-join"
        aria-label={`${label} ${e('join')}`}
        value={group.join}
        options={JOINS.map((value) => ({ value, label: e(`join_${value}`) }))}
        popupMatchSelectWidth={false}
        disabled={disabled}
        onChange={(join: Join) => onChange({ ...group, join })}
      />
      {group.tests.map((test, nth) => {
        if (!isGroup(test))
          return <Comparison key={nth} {...shared} row={test} onChange={(next) => put(nth, next)} />;
        const called = e('groupN', { of: label, n: nth + 1 });
        return (
          <div key={nth} className="graph-group" role="group" aria-label={called}>
            <TakeAway what={called} disabled={disabled} onClick={() => put(nth, null)} />
            <GroupFields
              {...shared}
              label={called}
              group={test}
              deep={deep + 1}
              onChange={(next) => put(nth, next)}
            />
          </div>
        );
      })}
      {disabled ? null : (
        <div className="graph-add">
          <Button type="text" icon={<PlusOutlined aria-hidden />} onClick={() => add(FRESH)}>
            {e('addTest')}
          </Button>
          {deep + 2 < DEEPEST ? (
            <Button
              type="text"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add({ join: 'any', tests: [FRESH] })}
            >
              {e('addGroup')}
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}

interface Props extends Shared {
  when: unknown;
  onChange: (when: Record<string, unknown>) => void;
}

export function ConditionFields({ when, onChange, ...shared }: Props) {
  const e = useTexts(graphWords);
  const group = groupOf(when);
  if (group)
    return (
      <GroupFields {...shared} group={group} deep={0} onChange={(next) => onChange(conditionOf(next))} />
    );
  return (
    <>
      <p className="quiet">{e('unreadable')}</p>
      <code>{JSON.stringify(when)}</code>
      {shared.disabled ? null : (
        <Button onClick={() => onChange(conditionOf({ join: 'all', tests: [FRESH] }))}>{e('anew')}</Button>
      )}
    </>
  );
}
