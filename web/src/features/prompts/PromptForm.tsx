/** One prompt: its names and what it says in each language. Saved as a draft; a sound is kept as soon as it is made. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { removePrompt, savePrompt, type Language, type OwnPrompt, type PromptAsked } from '@/api/prompts';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SideForm } from '@/shared/ui/SideForm';
import { LanguagePart, NOTHING, type Part } from './LanguagePart';
import { promptWords } from './words';

export const LANGUAGES: Language[] = ['zh-CN', 'en-US'];
const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;
type Parts = Record<Language, Part>;

interface Props {
  /** null: a new one. */
  prompt: OwnPrompt | null;
  /** What a new one is made from. */
  nothing: string;
  speaks: boolean;
  onSaved: () => Promise<unknown>;
  onClose: () => void;
}

const partsOf = (prompt: OwnPrompt | null): Parts => {
  const part = (language: Language): Part => ({ ...NOTHING, ...prompt?.sounds[language] });
  return { 'zh-CN': part('zh-CN'), 'en-US': part('en-US') };
};

function askedFor(parts: Parts): PromptAsked['sounds'] {
  const there = LANGUAGES.filter((language) => parts[language].sound);
  return Object.fromEntries(
    there.map((language) => {
      const { sound, text, made } = parts[language];
      return [language, { sound, text, made }];
    }),
  );
}

interface FootProps {
  ready: boolean;
  saving: boolean;
  removing: boolean;
  /** null: there is nothing to remove. */
  onRemove: (() => void) | null;
}

function Foot({ ready, saving, removing, onRemove }: FootProps) {
  const t = useTexts(promptWords);
  return (
    <div className="prompt-ways">
      <Button type="primary" htmlType="submit" disabled={!ready} loading={saving}>
        {t('save')}
      </Button>
      {onRemove ? (
        <Popconfirm title={t('remove')} description={t('removeText')} onConfirm={onRemove}>
          <Button danger loading={removing}>
            {t('remove')}
          </Button>
        </Popconfirm>
      ) : null}
    </div>
  );
}

interface NamesProps {
  name: OwnPrompt['name'];
  onChange: (name: OwnPrompt['name']) => void;
}

function Names({ name, onChange }: NamesProps) {
  const t = useTexts(promptWords);
  const fields = [
    ['zh', 'nameZh'],
    ['en', 'nameEn'],
  ] as const;
  return fields.map(([language, word]) => (
    <Field key={language} label={t(word)}>
      <Input
        value={name[language]}
        maxLength={60}
        onChange={(event) => onChange({ ...name, [language]: event.target.value })}
      />
    </Field>
  ));
}

function KeyField({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const t = useTexts(promptWords);
  const wrong = value !== '' && !KEY.test(value);
  return (
    <Field label={t('key')} rule={t('keyRule')} fault={wrong ? t('keyRule') : ''}>
      <Input value={value} maxLength={64} autoFocus onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

export function PromptForm({ prompt, nothing, speaks, onSaved, onClose }: Props) {
  const t = useTexts(promptWords);
  const { message } = App.useApp();
  const [key, setKey] = useState(prompt ? prompt.key : '');
  const [name, setName] = useState(prompt ? prompt.name : { zh: '', en: '' });
  const [parts, setParts] = useState(() => partsOf(prompt));
  const base = prompt ? prompt.changed.mark : nothing;
  const saving = useMutation({
    mutationFn: () => savePrompt(key, { name, sounds: askedFor(parts), base, note: '' }),
    onSuccess: async () => {
      await onSaved();
      void message.success(t('saved'));
      onClose();
    },
  });
  const removing = useMutation({
    mutationFn: () => removePrompt(key),
    onSuccess: async () => {
      await onSaved();
      onClose();
    },
  });
  const ready = KEY.test(key) && name.zh.trim() !== '';
  return (
    <SideForm
      title={prompt ? t('edit', { name: prompt.name.zh }) : t('add')}
      className="prompt-form"
      onSubmit={() => (ready ? saving.mutate() : undefined)}
      onClose={onClose}
    >
      {prompt ? null : <KeyField value={key} onChange={setKey} />}
      <Names name={name} onChange={setName} />
      {LANGUAGES.map((language) => (
        <LanguagePart
          key={language}
          language={language}
          part={parts[language]}
          name={name.zh || key}
          speaks={speaks}
          onChange={(part) => setParts((now) => ({ ...now, [language]: part }))}
        />
      ))}
      <Refused failure={saving.error ?? removing.error} />
      <Foot
        ready={ready}
        saving={saving.isPending}
        removing={removing.isPending}
        onRemove={prompt && !prompt.draft_removes ? () => removing.mutate() : null}
      />
    </SideForm>
  );
}
