/** What was published of prompts, in words, and the way back. */
import type { Name } from '@/api/types';
import type { ItemChanged } from '@/api/versions';
import type { Body } from '@/shared/config/entries';
import { Versions as Shared } from '@/shared/config/Versions';
import { isTable, textOf } from '@/shared/flow/plain';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Play } from './Play';
import { soundOf } from '@/api/prompts';
import { promptWords } from './words';

const KINDS = ['prompt'];
const LANGUAGES = ['zh-CN', 'en-US'] as const;

interface Held {
  sound: string;
  text: string;
}

function heldIn(body: Body | null, language: string): Held {
  const sounds = isTable(body?.sounds) ? body.sounds : {};
  const held = isTable(sounds[language]) ? sounds[language] : {};
  return { sound: textOf(held.sound), text: textOf(held.text) };
}

/** What became of one language of a prompt: both sounds, to be compared by ear. */
function Language({ one, language }: { one: ItemChanged; language: (typeof LANGUAGES)[number] }) {
  const t = useTexts(promptWords);
  const before = heldIn(one.before, language);
  const after = heldIn(one.after, language);
  if (before.sound === after.sound && before.text === after.text) return null;
  const called = t(language === 'zh-CN' ? 'chinese' : 'english');
  return (
    <li>
      {t(after.sound ? (before.sound ? 'otherSound' : 'newSound') : 'lessSound', { language: called })}
      {before.sound && before.sound !== after.sound ? (
        <Play sound={soundOf(before.sound)} label={called}>
          {t('before')}
        </Play>
      ) : null}
      {after.sound ? (
        <Play sound={soundOf(after.sound)} label={called}>
          {t('after')}
        </Play>
      ) : null}
      {after.text && after.text !== before.text ? <q>{after.text}</q> : null}
    </li>
  );
}

function Differences({ changes }: { changes: ItemChanged[] }) {
  const t = useTexts(promptWords);
  const locale = useLocale();
  return (
    <ul className="prompt-told">
      {changes.map((one) => {
        const { key, before, after } = one;
        const name = nameIn((after ?? before)?.name as Name | undefined, locale) || key;
        return (
          <li key={key}>
            <strong>{t(!after ? 'gonePrompt' : before ? 'changedPrompt' : 'newPrompt', { name })}</strong>
            {after ? (
              <ul>
                {LANGUAGES.map((language) => (
                  <Language key={language} one={one} language={language} />
                ))}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

export function Versions({ mayChange, again }: { mayChange: boolean; again: () => Promise<unknown> }) {
  const t = useTexts(promptWords);
  return (
    <Shared
      kinds={KINDS}
      mayChange={mayChange}
      backText={t('rollBackText')}
      none={t('noVersions')}
      noneText={t('noVersionsText')}
      Differences={Differences}
      again={again}
    />
  );
}
