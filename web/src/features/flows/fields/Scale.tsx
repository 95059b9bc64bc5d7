/** The lowest and the highest answer of a survey's question. */
import { InputNumber } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from '../edit-words';
import { useEditing } from '../editing';
import { listOf } from '@/shared/flow/plain';
import { FieldSet } from './Set';
import type { FieldProps } from './shape';

export function ScaleField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  const [low = 1, high = 5] = listOf(node[spec.name]).map(Number);
  return (
    <FieldSet label={label} fault={fault}>
      <div className="flow-row">
        {(
          [
            ['from', low],
            ['to', high],
          ] as const
        ).map(([word, value]) => (
          <InputNumber
            key={word}
            aria-label={`${label} ${e(word)}`}
            min={0}
            max={9}
            value={value}
            disabled={disabled}
            onChange={(next) =>
              set(name, [spec.name], word === 'from' ? [next ?? 1, high] : [low, next ?? 5])
            }
          />
        ))}
      </div>
    </FieldSet>
  );
}
