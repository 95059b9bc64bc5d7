/** The same words in Chinese and English, side by side; a variable goes in where one stands. */
import { Button, Dropdown, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import type { Named } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import type { Words } from './draft';
import { editWords } from './edit-words';

interface Given {
  label: string;
  words: Words;
  change: (words: Words) => void;
  tall?: boolean;
  variables?: readonly Named[];
}

export function WordsFields({ label, words, change, tall = false, variables = [] }: Given) {
  const t = useTexts(editWords);
  const locale = useLocale();
  const fields = { zh: useRef<TextAreaRef>(null), en: useRef<TextAreaRef>(null) };
  const last = useRef<'zh' | 'en'>('zh');
  const insert = (name: string): void => {
    const field = fields[last.current].current?.resizableTextArea?.textArea;
    const text = words[last.current];
    const at = field?.selectionStart ?? text.length;
    change({ ...words, [last.current]: `${text.slice(0, at)}{${name}}${text.slice(at)}` });
    field?.focus();
  };
  return (
    <div className="library-words">
      {(['zh', 'en'] as const).map((language) => (
        <Input.TextArea
          key={language}
          ref={fields[language]}
          lang={language}
          aria-label={`${label} ${t(language)}`}
          placeholder={`${label} ${t(language)}`}
          rows={tall ? 2 : 1}
          maxLength={400}
          value={words[language]}
          onFocus={() => (last.current = language)}
          onChange={(event) => change({ ...words, [language]: event.target.value })}
        />
      ))}
      {variables.length ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: variables.map(({ key, name }) => ({ key, label: `${nameIn(name, locale)} {${key}}` })),
            onClick: ({ key }) => insert(key),
          }}
        >
          <Button size="small" type="link">
            {t('insert')}
          </Button>
        </Dropdown>
      ) : null}
    </div>
  );
}
