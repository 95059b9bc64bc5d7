/** What can be chosen in a field, each with its name in both languages; one of them has to stay. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import type { Choosable } from './form-edits';
import { formWords } from './form-words';
import { reworded } from './pairs';

interface Props {
  choices: readonly Choosable[];
  set: (choices: Choosable[], about?: string) => void;
  add: () => void;
}

export function Choices({ choices, set, add }: Props) {
  const t = useTexts(formWords);
  const rename = (at: number, language: 'zh' | 'en', text: string): void =>
    set(
      choices.map((one, place) =>
        place === at ? { ...one, name: reworded(one.name, language, text) } : one,
      ),
      `${at} ${language}`,
    );
  return (
    <div className="field">
      <span>{t('choices')}</span>
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
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={add}>
            {t('addChoice')}
          </Button>
        </li>
      </ol>
    </div>
  );
}
