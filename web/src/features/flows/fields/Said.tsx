/** What is said, one thing after the other: prompts of the catalogue, music, a pause, the value of a variable. */
import { ArrowUpOutlined } from '@ant-design/icons';
import { AutoComplete, Button, InputNumber, Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { graphWords } from '@/shared/flow/words';
import { editWords } from '../edit-words';
import { useEditing } from '../editing';
import { isTable, listOf, textOf } from '@/shared/flow/plain';
import { PromptLine } from '../said/PromptLine';
import { PromptPicker } from '../said/PromptPicker';
import { saySaid } from '../say';
import { useVariables } from './Plain';
import { TakeAway } from '@/shared/flow/Typed';
import { FieldSet } from './Set';
import type { FieldProps } from './shape';

const WAYS = ['digits', 'number', 'date', 'time', 'money', 'text'] as const;
const PAUSE = /^silence:(\d+)$/;

interface OneProps {
  said: unknown;
  label: string;
  onChange: (said: unknown) => void;
}

/** The value of a variable, and how it is spoken. */
function Value({ said, label, onChange }: OneProps) {
  const { disabled } = useEditing();
  const e = useTexts(editWords);
  const g = useTexts(graphWords);
  const variables = useVariables();
  const item = isTable(said) ? said : {};
  return (
    <div className="flow-row">
      <AutoComplete
        aria-label={`${label} ${g('variable')}`}
        placeholder={g('variable')}
        value={textOf(item.value)}
        options={variables}
        showSearch={{ filterOption: false }}
        disabled={disabled}
        onChange={(value: string) => onChange({ ...item, value })}
      />
      <Select
        aria-label={`${label} ${e('as')}`}
        value={textOf(item.as) || 'digits'}
        options={WAYS.map((value) => ({ value, label: e(`as_${value}`) }))}
        disabled={disabled}
        onChange={(as: string) => onChange({ ...item, as })}
      />
    </div>
  );
}

function One({ said, label, onChange }: OneProps) {
  const { disabled } = useEditing();
  const e = useTexts(editWords);
  if (isTable(said)) return <Value said={said} label={label} onChange={onChange} />;
  const pause = PAUSE.exec(textOf(said))?.[1];
  if (pause !== undefined)
    return (
      <InputNumber
        aria-label={`${label} ${e('silence')}`}
        prefix={e('silence')}
        suffix="ms"
        min={100}
        max={10_000}
        step={100}
        value={Number(pause)}
        disabled={disabled}
        onChange={(ms) => onChange(`silence:${ms ?? 500}`)}
      />
    );
  if (said === 'music') return <span>{e('music')}</span>;
  return <PromptLine id={textOf(said)} />;
}

export function SaidField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled, words } = useEditing();
  const e = useTexts(editWords);
  const all = listOf(node[spec.name]);
  const write = (next: unknown[]): void =>
    set(name, [spec.name], next.length || spec.name === 'say' ? next : undefined);
  const swap = (nth: number): void => {
    const [before, one] = [all[nth - 1], all[nth]];
    write(all.map((each, place) => (place === nth ? before : place === nth - 1 ? one : each)));
  };
  return (
    <FieldSet label={label} fault={fault}>
      <ol className="flow-said">
        {all.map((said, nth) => {
          const called = saySaid(said, words).slice(0, 40);
          return (
            <li key={nth}>
              <One
                said={said}
                label={label}
                onChange={(next) => write(all.map((one, at) => (at === nth ? next : one)))}
              />
              {disabled ? null : (
                <span className="flow-tools">
                  {nth ? (
                    <Button
                      type="text"
                      icon={<ArrowUpOutlined aria-hidden />}
                      aria-label={`${called} ${e('up')}`}
                      onClick={() => swap(nth)}
                    />
                  ) : null}
                  <TakeAway
                    what={called}
                    disabled={disabled}
                    onClick={() => write(all.filter((_, at) => at !== nth))}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {disabled ? null : (
        <PromptPicker label={`${label} ${e('addPrompt')}`} onPick={(said) => write([...all, said])} />
      )}
    </FieldSet>
  );
}
