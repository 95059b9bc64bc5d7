/** The choices of a menu, or keys that lead away from typing: a key, what may be said instead, where it leads. */
import { PlusOutlined } from '@ant-design/icons';
import { Select, Tag } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from '../edit-words';
import { without } from '@/shared/flow/plain';
import { useEditing } from '../editing';
import { isTable } from '@/shared/flow/plain';
import { choicesOf } from '../graph';
import { Phrases } from './Phrases';
import { TakeAway } from '@/shared/flow/Typed';
import { FieldSet } from './Set';
import type { FieldProps } from './shape';
import { WaySelect } from './WayField';

export function ChoicesField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  const spoken = spec.also?.includes('phrases') ?? false;
  const phrases = isTable(node.phrases) ? node.phrases : {};
  const choices = choicesOf(node);
  const taken = [...choices.map(([digit]) => digit), node.repeat, node.back];
  const free = [...'1234567890*#'].filter((digit) => !taken.includes(digit));
  const take = (digit: string): void => {
    // Two changes of one node, as one: the choice and what was said for it.
    const left = Object.fromEntries(choices.filter(([one]) => one !== digit));
    set(name, [], {
      ...node,
      [spec.name]: left,
      ...(node.phrases ? { phrases: without(phrases, digit) } : {}),
    });
  };
  return (
    <FieldSet label={label} fault={fault}>
      <ul className="flow-choices">
        {choices.map(([digit, to]) => {
          const key = e('key', { digit });
          return (
            <li key={digit}>
              <Tag className="flow-digit">{digit}</Tag>
              <WaySelect
                name={name}
                at={[spec.name, digit]}
                to={to}
                label={`${key} ${e('leadsTo')}`}
                needed
              />
              <TakeAway what={key} disabled={disabled} onClick={() => take(digit)} />
              {spoken ? (
                <Phrases
                  said={phrases[digit]}
                  of={key}
                  disabled={disabled}
                  onChange={(said) => set(name, ['phrases', digit], said)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {disabled || !free.length ? null : (
        <Select
          value={null}
          className="flow-add"
          aria-label={e('addChoice')}
          placeholder={e('addChoice')}
          suffixIcon={<PlusOutlined aria-hidden />}
          options={free.map((digit) => ({ value: digit, label: e('key', { digit }) }))}
          onChange={(digit: string | null) => {
            if (digit !== null) set(name, [spec.name, digit], '');
          }}
        />
      )}
    </FieldSet>
  );
}
