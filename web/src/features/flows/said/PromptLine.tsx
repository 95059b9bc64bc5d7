/** A prompt with its text in both languages, to be played. */
import { PauseOutlined, SoundOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { useSound } from '@/shared/player/use-sound';
import { editWords } from '../edit-words';
import { usePrompts } from './use-prompts';

const LANGUAGES = [
  ['zh-CN', 'chinese', 'zhShort'],
  ['en-US', 'english', 'enShort'],
] as const;

function Play({ name, sound, language }: { name: string; sound: string; language: 'zh-CN' | 'en-US' }) {
  const e = useTexts(editWords);
  const { playing, toggle } = useSound(sound);
  const called = e(language === 'zh-CN' ? 'chinese' : 'english');
  return (
    <Button
      type="text"
      size="small"
      icon={playing ? <PauseOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
      aria-label={playing ? e('stop') : `${e('play', { language: called })} ${name}`}
      onClick={toggle}
    />
  );
}

export function PromptLine({ id }: { id: string }) {
  const e = useTexts(editWords);
  const { byId, pending } = usePrompts();
  const prompt = byId.get(id);
  return (
    <div className="flow-prompt">
      <code>{id}</code>
      {prompt ? (
        LANGUAGES.map(([language, , short]) => {
          const text = prompt.says[language];
          const sound = prompt.sounds[language];
          return (
            <p key={language} lang={language}>
              <span className="flow-tongue">{e(short)}</span>
              {text || sound ? <span>{text}</span> : <span className="fault">{e('noText')}</span>}
              {sound ? <Play name={id} sound={sound} language={language} /> : null}
            </p>
          );
        })
      ) : pending ? null : (
        <p className="fault">{e('promptMissing')}</p>
      )}
    </div>
  );
}
