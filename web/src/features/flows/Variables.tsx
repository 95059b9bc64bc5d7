/** The variables of a flow, with their types. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { declared, isVariable, setAt } from './edits';
import { editWords } from './edit-words';
import { useEditing } from './editing';
import { faultAt, useFaultWords } from './faults';
import { FieldSet, TakeAway } from './fields/Set';
import { listOf, type Graph, type Variable } from './graph';
import { kindWords } from './kind-words';
import { TYPES } from './kinds';
import { pageWords } from './page-words';

/** The values of a choice, written when the field is left. */
function Options({ name, of, onChange }: { name: string; of: string[]; onChange: (of: string[]) => void }) {
  const { disabled } = useEditing();
  const e = useTexts(editWords);
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    if (typed !== null)
      onChange(
        typed
          .split(/[,，、]/)
          .map((one) => one.trim())
          .filter(Boolean),
      );
    setTyped(null);
  };
  return (
    <Input
      aria-label={`${name} ${e('right')}`}
      placeholder={e('phrasesRule')}
      value={typed ?? of.join(', ')}
      maxLength={500}
      disabled={disabled}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={done}
      onPressEnter={done}
    />
  );
}

export function Variables() {
  const { graph, change, problems, disabled } = useEditing();
  const t = useTexts(pageWords);
  const k = useTexts(kindWords);
  const say = useFaultWords();
  const [fresh, setFresh] = useState('');
  const all = Object.entries(graph.variables ?? {});
  const write = (name: string, variable: Variable | undefined): void =>
    change(setAt(graph, ['variables', name], variable) as Graph, `variable/${name}`);
  const add = (): void => {
    change(declared(graph, fresh, 'text'));
    setFresh('');
  };
  return (
    <FieldSet label={t('variables')} fault={faultAt(problems, '', 'variables').map(say).join(' ')}>
      {all.map(([name, variable]) => (
        <div className="flow-row" key={name}>
          <span className="flow-row-name">{name}</span>
          <Select
            aria-label={`${name} ${t('type')}`}
            value={variable.type}
            options={TYPES.map((value) => ({ value, label: k(`option_${value}`) }))}
            disabled={disabled}
            onChange={(type: string) => write(name, type === 'choice' ? { type, of: [] } : { type })}
          />
          {variable.type === 'choice' ? (
            <Options
              name={name}
              of={listOf(variable.of).map(String)}
              onChange={(of) => write(name, { ...variable, of })}
            />
          ) : null}
          <TakeAway what={name} disabled={disabled} onClick={() => write(name, undefined)} />
        </div>
      ))}
      {disabled ? null : (
        <div className="flow-row">
          <Input
            aria-label={t('variable')}
            placeholder={t('variable')}
            value={fresh}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setFresh(event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, '_'))}
            onPressEnter={add}
          />
          <Button icon={<PlusOutlined aria-hidden />} disabled={!isVariable(fresh)} onClick={add}>
            {t('addVariable')}
          </Button>
        </div>
      )}
    </FieldSet>
  );
}
