/** Phrases in both languages that stand for something: written when the field is left. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from '../edit-words';
import { typedOf, withTyped } from '../phrases';

interface Props {
  said: unknown;
  /** What they stand for. */
  of: string;
  disabled: boolean;
  onChange: (said: unknown) => void;
}

interface OneProps extends Props {
  language: 'zh' | 'en';
}

function One({ said, of, language, disabled, onChange }: OneProps) {
  const e = useTexts(editWords);
  const kept = typedOf(said, language);
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    if (typed !== null && typed !== kept) onChange(withTyped(said, language, typed));
    setTyped(null);
  };
  const label = e(language === 'zh' ? 'saidZh' : 'saidEn');
  return (
    <Input
      aria-label={`${of} ${label}`}
      placeholder={label}
      title={e('phrasesRule')}
      lang={language}
      maxLength={300}
      value={typed ?? kept}
      disabled={disabled}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={done}
      onPressEnter={done}
    />
  );
}

export function Phrases(given: Props) {
  return (
    <div className="flow-phrases">
      <One {...given} language="zh" />
      <One {...given} language="en" />
    </div>
  );
}
