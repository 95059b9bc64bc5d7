/** The flow itself: its names, its variables, as YAML, and what becomes of its draft. */
import { Button, Input } from 'antd';
import { useNavigate } from 'react-router';
import type { ConfigEntry } from '@/api/types';
import { named, waits } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { useEditing } from './editing';
import { isTable, textOf } from '@/shared/flow/plain';
import { pageWords } from './page-words';
import type { useFlow } from './use-flow';
import { Variables } from './Variables';
import { Yaml } from './Yaml';

interface Props {
  entry: ConfigEntry;
  flow: ReturnType<typeof useFlow>;
}

function Names({ flow }: Pick<Props, 'flow'>) {
  const { disabled } = useEditing();
  const t = useTexts(pageWords);
  const { body } = flow.item;
  const name = isTable(body.name) ? body.name : {};
  return (['zh', 'en'] as const).map((language) => (
    <Field key={language} label={t(language)}>
      <Input
        value={textOf(name[language])}
        lang={language}
        maxLength={80}
        disabled={disabled}
        onChange={(event) => flow.write(named(body, language, event.target.value), `name/${language}`)}
      />
    </Field>
  ));
}

export function FlowSettings({ entry, flow }: Props) {
  const { disabled } = useEditing();
  const t = useTexts(pageWords);
  const go = useNavigate();
  const { act } = flow.item;
  const { key } = entry;
  return (
    <div className="flow-form">
      <Names flow={flow} />
      <Variables />
      <Yaml name={key} flow={flow} />
      {disabled ? null : (
        <div className="flow-doing">
          {waits(entry) ? (
            <Button
              onClick={() => act({ key, undo: true }, () => (entry.value ? undefined : void go('/flows')))}
            >
              {t('discard')}
            </Button>
          ) : null}
          {entry.value && !entry.draft_removes ? (
            <Button danger onClick={() => act({ key, value: null }, () => void go('/flows'))}>
              {t('remove')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
