/** The variables of a graph, with their types. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import './graph.css';
import { isVariable, listOf, partsOf } from './plain';
import { TakeAway, Typed } from './Typed';
import { graphWords } from './words';

export const TYPES = ['text', 'digits', 'number', 'yes_no', 'date', 'time', 'choice'] as const;

export interface Variable extends Record<string, unknown> {
  type: string;
  of?: string[];
}

interface Props {
  variables: Record<string, Variable>;
  disabled: boolean;
  /** One of them is otherwise; undefined takes it away. */
  onChange: (name: string, variable: Variable | undefined) => void;
}

export function VariableRows({ variables, disabled, onChange }: Props) {
  const e = useTexts(graphWords);
  const [fresh, setFresh] = useState('');
  const free = isVariable(fresh) && !variables[fresh];
  const add = (): void => {
    if (!free) return;
    onChange(fresh, { type: 'text' });
    setFresh('');
  };
  return (
    <>
      {Object.entries(variables).map(([name, variable]) => (
        <div className="graph-row" key={name}>
          <span className="graph-row-name">{name}</span>
          <Select
            aria-label={`${name} ${e('variableType')}`}
            value={variable.type}
            options={TYPES.map((value) => ({ value, label: e(`type_${value}`) }))}
            disabled={disabled}
            onChange={(type: string) => onChange(name, type === 'choice' ? { type, of: [] } : { type })}
          />
          {variable.type === 'choice' ? (
            <Typed
              label={`${name} ${e('right')}`}
              placeholder={e('phrasesRule')}
              text={listOf(variable.of).map(String).join(', ')}
              options={[]}
              disabled={disabled}
              onText={(text) => onChange(name, { ...variable, of: partsOf(text) })}
            />
          ) : null}
          <TakeAway what={name} disabled={disabled} onClick={() => onChange(name, undefined)} />
        </div>
      ))}
      {disabled ? null : (
        <div className="graph-row">
          <Input
            aria-label={e('variable')}
            placeholder={e('variable')}
            value={fresh}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setFresh(event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, '_'))}
            onPressEnter={add}
          />
          <Button icon={<PlusOutlined aria-hidden />} disabled={!free} onClick={add}>
            {e('addVariable')}
          </Button>
        </div>
      )}
    </>
  );
}
