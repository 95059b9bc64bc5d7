/** The cases of a condition, first that holds wins; and the answers an agent may hear. */
import { ArrowUpOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import {
  conditionOf,
  OPERATIONS,
  simpleOf,
  sayCondition,
  type Operation,
  type Row,
  type Simple,
} from '../conditions';
import { editWords } from '../edit-words';
import { useEditing } from '../editing';
import { isTable, listOf, textOf } from '../graph';
import { Phrases } from './Phrases';
import { useVariables } from './Plain';
import { FieldSet, TakeAway } from './Set';
import type { FieldProps } from './shape';
import { WaySelect } from './WayField';

const withOne = <Value,>(list: readonly Value[], nth: number, value: Value): Value[] =>
  list.map((one, place) => (place === nth ? value : one));
const withoutOne = <Value,>(list: readonly Value[], nth: number): Value[] =>
  list.filter((_, place) => place !== nth);

interface RowProps {
  row: Row;
  label: string;
  onChange: (row: Row | null) => void;
}

function Comparison({ row, label, onChange }: RowProps) {
  const { disabled } = useEditing();
  const e = useTexts(editWords);
  const variables = useVariables();
  const bare = row.operation === 'empty' || row.operation === 'filled';
  return (
    <div className="flow-row">
      <AutoComplete
        aria-label={`${label} ${e('variable')}`}
        placeholder={e('variable')}
        value={row.value}
        options={variables}
        showSearch={{ filterOption: false }}
        disabled={disabled}
        onChange={(value: string) => onChange({ ...row, value })}
      />
      <Select
        aria-label={label}
        value={row.operation}
        options={OPERATIONS.map((value) => ({ value, label: e(`op_${value}`) }))}
        disabled={disabled}
        onChange={(operation: Operation) => onChange({ ...row, operation })}
      />
      {bare ? null : (
        <Input
          aria-label={`${label} ${e('right')}`}
          value={row.operand}
          maxLength={200}
          disabled={disabled}
          onChange={(event) => onChange({ ...row, operand: event.target.value })}
        />
      )}
      <TakeAway
        what={sayCondition(conditionOf({ join: 'all', rows: [row] }), e)}
        disabled={disabled}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

interface WhenProps {
  when: unknown;
  label: string;
  onChange: (when: unknown) => void;
}

function When({ when, label, onChange }: WhenProps) {
  const { disabled } = useEditing();
  const e = useTexts(editWords);
  const simple = simpleOf(when);
  if (!simple) return <p className="quiet">{`${sayCondition(when, e)} — ${e('complex')}`}</p>;
  const write = (next: Partial<Simple>): void => onChange(conditionOf({ ...simple, ...next }));
  const { rows } = simple;
  return (
    <>
      {rows.length > 1 ? (
        <Select
          aria-label={label}
          value={simple.join}
          options={(['all', 'any'] as const).map((value) => ({ value, label: e(value) }))}
          disabled={disabled}
          onChange={(join: 'all' | 'any') => write({ join })}
        />
      ) : null}
      {rows.map((row, nth) => (
        <Comparison
          key={nth}
          row={row}
          label={label}
          onChange={(next) => write({ rows: next ? withOne(rows, nth, next) : withoutOne(rows, nth) })}
        />
      ))}
      {disabled ? null : (
        <Button
          type="text"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            write({ rows: [...rows, { value: 'call.number', operation: 'equals', operand: '' }] })
          }
        >
          {e('addTest')}
        </Button>
      )}
    </>
  );
}

interface ListProps extends FieldProps {
  /** What one of them is to begin with. */
  fresh: Record<string, unknown>;
  add: string;
  draw: (one: Record<string, unknown>, nth: number, called: string) => ReactNode;
}

/** A list of cases in order, each with what decides it and where it leads. */
function List({ spec, name, node, label, fault, fresh, add, draw }: ListProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  const list = listOf(node[spec.name]).map((one) => (isTable(one) ? one : {}));
  const write = (next: unknown[]): void => set(name, [spec.name], next);
  const up = (nth: number): void => {
    const [before, one] = [list[nth - 1], list[nth]];
    if (before && one) write(withOne(withOne(list, nth, before), nth - 1, one));
  };
  return (
    <FieldSet label={label} fault={fault}>
      <ol className="flow-cases">
        {list.map((one, nth) => {
          const called = e('caseN', { n: nth + 1 });
          return (
            <li key={nth}>
              <div className="flow-case-head">
                <strong>{called}</strong>
                <Button
                  type="text"
                  icon={<ArrowUpOutlined aria-hidden />}
                  aria-label={`${called} ${e('up')}`}
                  disabled={disabled || nth === 0}
                  onClick={() => up(nth)}
                />
                <TakeAway what={called} disabled={disabled} onClick={() => write(withoutOne(list, nth))} />
              </div>
              {draw(one, nth, called)}
              <WaySelect
                name={name}
                at={[spec.name, nth, 'next']}
                to={textOf(one.next)}
                label={`${called} ${e('leadsTo')}`}
              />
            </li>
          );
        })}
      </ol>
      {disabled ? null : (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => write([...list, fresh])}>
          {add}
        </Button>
      )}
    </FieldSet>
  );
}

export function CasesField(given: FieldProps) {
  const { set } = useEditing();
  const e = useTexts(editWords);
  const { spec, name } = given;
  const fresh = { when: { value: 'call.number', equals: '' }, next: '' };
  return (
    <List
      {...given}
      fresh={fresh}
      add={e('addCase')}
      draw={(one, nth, called) => (
        <When when={one.when} label={called} onChange={(when) => set(name, [spec.name, nth, 'when'], when)} />
      )}
    />
  );
}

export function LinesField(given: FieldProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  const { spec, name } = given;
  return (
    <List
      {...given}
      fresh={{ say: {}, next: '' }}
      add={e('addLine')}
      draw={(one, nth, called) => (
        <>
          {(['zh', 'en'] as const).map((language) => {
            const label = e(language === 'zh' ? 'answerZh' : 'answerEn');
            return (
              <Input
                key={language}
                aria-label={`${called} ${label}`}
                placeholder={label}
                lang={language}
                maxLength={200}
                value={isTable(one.say) ? textOf(one.say[language]) : ''}
                disabled={disabled}
                onChange={(event) => set(name, [spec.name, nth, 'say', language], event.target.value)}
              />
            );
          })}
          <Phrases
            said={one.keywords}
            of={called}
            disabled={disabled}
            onChange={(said) => set(name, [spec.name, nth, 'keywords'], said)}
          />
        </>
      )}
    />
  );
}
