/** A field that a site asks of its customers: its kind, and what can be chosen. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Choice, put, type Props } from './fields';
import { useWords } from './all-words';
import { arrangeWords } from './words';

const TYPES = ['text', 'number', 'date', 'choice', 'phone', 'id_number'] as const;

interface One {
  id: string;
  name: { zh: string; en?: string };
}
const choicesOf = (body: Body): One[] => (Array.isArray(body.choices) ? (body.choices as One[]) : []);

/** With something to choose where there has to be, without where there may not be. */
export function shaped(body: Body): Body {
  if (body.type !== 'choice') return put(body, 'choices', null);
  return choicesOf(body).length ? body : { ...body, choices: [another([])] };
}

export function another(choices: readonly One[]): One {
  for (let n = 1; ; n += 1)
    if (!choices.some(({ id }) => id === `c${n}`)) return { id: `c${n}`, name: { zh: '' } };
}

function renamed({ name, ...rest }: One, language: 'zh' | 'en', word: string): One {
  const { zh, en }: One['name'] = { ...name, [language]: word };
  return { ...rest, name: en ? { zh, en } : { zh } };
}

function Choices({ body, change }: Props) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  const choices = choicesOf(body);
  const set = (next: One[], about?: string): void => change({ ...body, choices: next }, about);
  const rename = (at: number, language: 'zh' | 'en', word: string): void =>
    set(
      choices.map((one, place) => (place === at ? renamed(one, language, word) : one)),
      `choice ${at} ${language}`,
    );
  return (
    <div className="field">
      <span>{word('choices')}</span>
      <ol className="form-choices">
        {choices.map((one, at) => (
          <li key={one.id}>
            {(['zh', 'en'] as const).map((language) => (
              <Input
                key={language}
                aria-label={t(language === 'zh' ? 'choice' : 'choiceEn', { n: at + 1 })}
                placeholder={language === 'zh' ? t('choice', { n: at + 1 }) : 'English'}
                value={one.name[language] ?? ''}
                maxLength={80}
                onChange={(event) => rename(at, language, event.target.value)}
              />
            ))}
            <Button
              type="text"
              aria-label={t('removeChoice', { n: at + 1 })}
              icon={<DeleteOutlined />}
              disabled={choices.length === 1}
              onClick={() => set(choices.filter((each) => each !== one))}
            />
          </li>
        ))}
        <li>
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => set([...choices, another(choices)])}
          >
            {t('addChoice')}
          </Button>
        </li>
      </ol>
    </div>
  );
}

export function CustomerFieldForm({ body, change, isNew }: Props & { isNew: boolean }) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  return (
    <>
      <Choice
        body={body}
        change={(next) => change(shaped(next))}
        field="type"
        label={word('type')}
        rule={isNew ? '' : t('typeKept')}
        options={TYPES.map((value) => ({ value, label: word(`type_${value}`) }))}
      />
      {body.type === 'choice' ? <Choices {...{ body, change }} /> : null}
    </>
  );
}
