/** A text in both languages. */
import { Input } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from '../edit-words';
import { useEditing } from '../editing';
import { isTable, textOf } from '@/shared/flow/plain';
import { FieldSet } from './Set';
import type { FieldProps } from './shape';

const LANGUAGES = [
  ['zh', 'chinese'],
  ['en', 'english'],
] as const;

export function BothField({ spec, name, node, label, fault }: FieldProps) {
  const { set, disabled } = useEditing();
  const e = useTexts(editWords);
  const value = node[spec.name];
  const said = isTable(value) ? value : {};
  const write = (language: string, text: string): void => {
    const next = Object.fromEntries(
      Object.entries({ ...said, [language]: text }).filter(([, one]) => one !== ''),
    );
    set(name, [spec.name], Object.keys(next).length ? next : undefined);
  };
  return (
    <FieldSet label={label} fault={fault}>
      {LANGUAGES.map(([language, word]) => (
        <Input.TextArea
          key={language}
          aria-label={`${label} ${e(word)}`}
          placeholder={e(word)}
          lang={language}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={1000}
          value={textOf(said[language])}
          disabled={disabled}
          onChange={(event) => write(language, event.target.value)}
        />
      ))}
    </FieldSet>
  );
}
