/** Prompts as lines: what they say, to be heard, and which flows say them. */
import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { shippedSound, soundOf, type Language, type OwnPrompt, type ShippedPrompt } from '@/api/prompts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Play } from './Play';
import { promptWords } from './words';

const LANGUAGES: [Language, 'chinese' | 'english'][] = [
  ['zh-CN', 'chinese'],
  ['en-US', 'english'],
];

function Used({ used }: { used: OwnPrompt['used'] }) {
  const t = useTexts(promptWords);
  const locale = useLocale();
  if (!used.length) return <p className="quiet">{t('usedNowhere')}</p>;
  const flows = used.map(({ flow, queue, name, draft }) => {
    const plain = nameIn(name, locale) || flow || queue;
    const called = queue ? t('usedQueue', { queue: plain }) : plain;
    return draft ? t('usedDraft', { flow: called }) : called;
  });
  return <p className="quiet">{t('usedIn', { flows: flows.join(' · ') })}</p>;
}

export function OwnLine({ prompt, onEdit }: { prompt: OwnPrompt; onEdit: (() => void) | null }) {
  const t = useTexts(promptWords);
  const locale = useLocale();
  const name = nameIn(prompt.name, locale) || prompt.key;
  const lost = Object.values(prompt.sounds).some((sound) => sound && !sound.there);
  return (
    <li>
      <div className="prompt-line">
        <strong>{name}</strong>
        <code className="quiet">own/{prompt.key}</code>
        {prompt.draft ? (
          <span className="pill wait">{t(prompt.draft_removes ? 'removing' : 'draft')}</span>
        ) : null}
        {LANGUAGES.map(([language, word]) => {
          const sound = prompt.sounds[language];
          const label = t('listen', { language: t(word), name });
          return sound?.there ? (
            <Play key={language} sound={soundOf(sound.sound)} label={label}>
              {`${t(word)} ${t('seconds', { n: sound.seconds })}`}
            </Play>
          ) : null;
        })}
        {prompt.missing.map((language) => (
          <span key={language} className="pill bad">
            {t('missing', { language: t(language === 'zh-CN' ? 'chinese' : 'english') })}
          </span>
        ))}
        {lost ? <span className="pill bad">{t('gone')}</span> : null}
        {onEdit ? (
          <Button
            className="push"
            type="text"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('edit', { name })}
            onClick={onEdit}
          />
        ) : null}
      </div>
      {LANGUAGES.map(([language]) =>
        prompt.sounds[language]?.text ? (
          <p key={language} lang={language}>
            {prompt.sounds[language].text}
          </p>
        ) : null,
      )}
      <Used used={prompt.used} />
    </li>
  );
}

export function ShippedLine({ prompt }: { prompt: ShippedPrompt }) {
  const t = useTexts(promptWords);
  return (
    <li>
      <div className="prompt-line">
        <code>{prompt.id}</code>
        {LANGUAGES.map(([language, word]) =>
          language in prompt.texts ? (
            <Play
              key={language}
              sound={shippedSound(prompt.id, language)}
              label={t('listen', { language: t(word), name: prompt.id })}
            >
              {t(word)}
            </Play>
          ) : null,
        )}
      </div>
      {LANGUAGES.map(([language]) =>
        prompt.texts[language] ? (
          <p key={language} lang={language}>
            {prompt.texts[language]}
          </p>
        ) : null,
      )}
      <Used used={prompt.used} />
    </li>
  );
}
