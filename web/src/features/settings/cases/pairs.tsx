/** Words in both languages: one pair, or a list of them. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { Name } from '@/api/types';
import { Fault, Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { put, type Props } from './fields';
import { useFault } from './faults';

export type Words = Pick<Name, 'zh'> & { en?: string };

/** Without English words, none at all. */
export function reworded(before: Words | undefined, language: 'zh' | 'en', text: string): Words {
  const { zh, en }: Words = { zh: '', ...before, [language]: text };
  return en ? { zh, en } : { zh };
}

interface PairProps {
  /** Of what, as a word is called. */
  of: string;
  words: Words | undefined;
  set: (words: Words, about: string) => void;
  long?: boolean;
  /** How many characters a long one has at most. */
  most?: number;
}

export function Pair({ of, words, set, long = false, most = 1000 }: PairProps) {
  const word = useWords();
  return (
    <div className="arrange-long">
      {(['zh', 'en'] as const).map((language) => {
        const given = {
          value: words?.[language] ?? '',
          onChange: (event: { target: { value: string } }) =>
            set(reworded(words, language, event.target.value), `${of} ${language}`),
        };
        return (
          <Field key={language} label={word(of) + (language === 'en' ? word('inEnglish') : '')}>
            {long ? (
              <Input.TextArea {...given} autoSize={{ minRows: 1, maxRows: 6 }} maxLength={most} />
            ) : (
              <Input {...given} maxLength={80} />
            )}
          </Field>
        );
      })}
    </div>
  );
}

/** Sentences, each in both languages. */
export function Sentences({ body, change, field, most }: Props & { field: string; most: number }) {
  const word = useWords();
  const fault = useFault(field);
  const lines = Array.isArray(body[field]) ? (body[field] as Words[]) : [];
  const set = (next: Words[], about?: string): void => change(put(body, field, next), about);
  return (
    <div className="arrange-sentences">
      <span>{word(field)}</span>
      <ol className="form-choices">
        {lines.map((line, at) => (
          <li key={at}>
            {(['zh', 'en'] as const).map((language) => (
              <Input
                key={language}
                aria-label={`${word(field)} ${at + 1}${language === 'en' ? word('inEnglish') : ''}`}
                placeholder={language === 'en' ? 'English' : ''}
                value={line[language] ?? ''}
                maxLength={1000}
                onChange={({ target }) =>
                  set(
                    lines.map((one, place) => (place === at ? reworded(one, language, target.value) : one)),
                    `${field} ${at} ${language}`,
                  )
                }
              />
            ))}
            <Button
              type="text"
              aria-label={`${word('removeRow')} ${word(field)} ${at + 1}`}
              icon={<DeleteOutlined />}
              onClick={() => set(lines.filter((_, place) => place !== at))}
            />
          </li>
        ))}
        <li>
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            disabled={lines.length >= most}
            onClick={() => set([...lines, { zh: '' }])}
          >
            {word('addSentence')}
          </Button>
        </li>
      </ol>
      <Fault text={fault} />
    </div>
  );
}
