/** Parts of forms over graphs: a value that is typed, and a row that can be taken away. */
import { CloseOutlined } from '@ant-design/icons';
import { AutoComplete, Button } from 'antd';
import { useState } from 'react';
import type { Choice } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { graphWords } from './words';

interface TypedProps {
  label: string;
  text: string;
  /** What may be chosen instead of typed. */
  options: Choice[];
  disabled: boolean;
  placeholder?: string;
  onText: (text: string) => void;
}

/** What is typed stays as it was typed until the field is left, however it is read. */
export function Typed({ label, text, options, disabled, placeholder = '', onText }: TypedProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <AutoComplete
      aria-label={label}
      placeholder={placeholder}
      value={typed ?? text}
      options={options}
      showSearch={{ filterOption: false }}
      popupMatchSelectWidth={false}
      disabled={disabled}
      onChange={(next: string) => {
        setTyped(next);
        onText(next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

/** Takes a row away. `what`: how it is called for those who hear it. */
export function TakeAway({
  what,
  disabled,
  onClick,
}: {
  what: string;
  disabled: boolean;
  onClick: () => void;
}) {
  const e = useTexts(graphWords);
  return (
    <Button
      type="text"
      className="graph-take-away"
      icon={<CloseOutlined aria-hidden />}
      aria-label={e('removeOf', { what })}
      title={e('remove')}
      disabled={disabled}
      onClick={onClick}
    />
  );
}
