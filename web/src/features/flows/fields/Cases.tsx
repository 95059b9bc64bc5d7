/** The cases of a condition, first that holds wins; and the answers an agent may hear. */
import { ArrowUpOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { ConditionFields } from '@/shared/flow/ConditionFields';
import { FRESH, conditionOf } from '@/shared/flow/conditions';
import { editWords } from '../edit-words';
import { useEditing } from '../editing';
import { isTable, listOf, textOf } from '@/shared/flow/plain';
import { Phrases } from './Phrases';
import { useVariables } from './Plain';
import { TakeAway } from '@/shared/flow/Typed';
import { FieldSet } from './Set';
import type { FieldProps } from './shape';
import { WaySelect } from './WayField';

const withOne = <Value,>(list: readonly Value[], nth: number, value: Value): Value[] =>
  list.map((one, place) => (place === nth ? value : one));
const withoutOne = <Value,>(list: readonly Value[], nth: number): Value[] =>
  list.filter((_, place) => place !== nth);

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
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  const variables = useVariables();
  const { spec, name } = given;
  const fresh = { when: conditionOf({ join: 'all', tests: [FRESH] }), next: '' };
  return (
    <List
      {...given}
      fresh={fresh}
      add={e('addCase')}
      draw={(one, nth, called) => (
        <ConditionFields
          when={one.when}
          label={called}
          variables={variables}
          disabled={disabled}
          onChange={(when) => set(name, [spec.name, nth, 'when'], when)}
        />
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
