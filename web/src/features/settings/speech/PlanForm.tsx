/** One plan of speech: its engines, its lexicon, what others may use; saved as a draft, tried as it is written. */
import { Button, Input, InputNumber, Switch } from 'antd';
import type { FormEvent } from 'react';
import { Problem } from '@/api/client';
import type { SpeechState } from '@/api/speech';
import type { ConfigEntry } from '@/api/types';
import { named, waits, type Body } from '@/shared/config/entries';
import { MeanwhileNote } from '@/shared/config/MeanwhileNote';
import { useItemDraft } from '@/shared/config/use-item-draft';
import { isTable, textOf } from '@/shared/flow/plain';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { withField } from '@/shared/flow/plain';
import { touched } from '@/shared/config/meanwhile';
import { Engines } from './Engines';
import { LexiconRows } from './LexiconRows';
import { placeOf } from './plan';
import { KIND, useAgain, useFieldNames } from './SpeechBar';
import { Trial } from './Trial';
import { speechWords } from './words';

interface Props {
  planKey: string;
  /** Null: there is none of this key yet. */
  entry: ConfigEntry | null;
  state: SpeechState | undefined;
  mayChange: boolean;
}

const FRESH: Body = { hear: [], say: [], lexicon: [] };

function Names({
  body,
  disabled,
  onChange,
}: {
  body: Body;
  disabled: boolean;
  onChange: (body: Body) => void;
}) {
  const t = useTexts(speechWords);
  const name = isTable(body.name) ? body.name : {};
  return (
    <div className="speech-fields">
      {(['zh', 'en'] as const).map((language) => (
        <Field key={language} label={t(language === 'zh' ? 'nameZh' : 'nameEn')}>
          <Input
            value={textOf(name[language])}
            lang={language}
            maxLength={40}
            disabled={disabled}
            onChange={(event) => onChange(named(body, language, event.target.value))}
          />
        </Field>
      ))}
    </div>
  );
}

function Others({
  body,
  disabled,
  onChange,
}: {
  body: Body;
  disabled: boolean;
  onChange: (body: Body) => void;
}) {
  const t = useTexts(speechWords);
  return (
    <section className="speech-part" aria-label={t('serve')}>
      <Field label={t('transcripts')}>
        <InputNumber
          value={typeof body.transcripts === 'number' ? body.transcripts : null}
          min={0}
          max={200}
          precision={0}
          placeholder={t('usual', { n: 2 })}
          disabled={disabled}
          onChange={(most) => onChange(withField(body, 'transcripts', most))}
        />
      </Field>
      <Field label={t('serve')} rule={t('serveText')}>
        <Switch
          checked={body.serve === true}
          checkedChildren={t('on')}
          unCheckedChildren={t('off')}
          disabled={disabled}
          onChange={(serve) => onChange(withField(body, 'serve', serve))}
        />
      </Field>
    </section>
  );
}

export function PlanForm({ planKey, entry, state, mayChange }: Props) {
  const t = useTexts(speechWords);
  const locale = useLocale();
  const fieldNames = useFieldNames();
  const item = useItemDraft(KIND, entry, { usual: FRESH, again: useAgain() });
  const { body, setBody, failure } = item;
  const at = failure instanceof Problem ? placeOf(failure.params.field) : '';
  const faultAt = (place: string): string =>
    failure && place === at ? `${wordsFor(failure, locale).title}` : '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    item.act({ key: planKey, value: body });
  };
  const given = { body, disabled: !mayChange, onChange: setBody };
  return (
    <>
      <form className="speech-form" onSubmit={save} noValidate>
        <Names {...given} />
        {(['hear', 'say'] as const).map((side) => (
          <Engines key={side} {...given} side={side} state={state} faultAt={faultAt} />
        ))}
        <LexiconRows {...given} fault={faultAt('lexicon')} />
        <Others {...given} />
        <MeanwhileNote
          item={item}
          say={(before, after) => fieldNames(touched(before, after))}
          field={(name) => fieldNames([name])[0] ?? name}
        />
        <Refused failure={failure} />
        {mayChange ? (
          <div className="line-actions">
            <Button type="primary" htmlType="submit" loading={item.pending} disabled={!item.changed}>
              {t('save')}
            </Button>
            {entry && waits(entry) ? (
              <Button onClick={() => item.act({ key: planKey, undo: true })}>{t('undo')}</Button>
            ) : null}
          </div>
        ) : null}
      </form>
      {mayChange ? <Trial plan={body} /> : null}
    </>
  );
}
