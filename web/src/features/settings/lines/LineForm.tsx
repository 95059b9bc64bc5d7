/** A line as a form: saved as a draft; what the server says against it stands at the field that it is about. */
import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { Problem } from '@/api/client';
import type { ConfigEntry } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { Labelled, LineField } from './LineField';
import { faultOf, named, sent, SHAPES, waits, type Body, type LineKind } from './shapes';
import { useDraft } from './use-drafts';
import { lineWords } from './words';

interface Props {
  kind: LineKind;
  /** null: a new one. */
  entry: ConfigEntry | null;
  /** The keys that a new one cannot have. */
  taken?: readonly string[];
  onDone?: () => void;
}

/** The refusal in words, at the field that it is about; at '' when that is none of the form's. */
function useFaults(kind: LineKind, failure: unknown): (field: string) => string {
  const locale = useLocale();
  if (!failure) return () => '';
  const { title, detail } = wordsFor(failure, locale);
  const words = [title, detail].filter(Boolean).join(' ');
  const about = failure instanceof Problem ? faultOf(failure) : '';
  const known = ['key', 'name', ...SHAPES[kind].map((shape) => shape.field)].includes(about);
  return (field) => (field === (known ? about : '') ? words : '');
}

function Names({ body, fault, onChange }: { body: Body; fault: string; onChange: (body: Body) => void }) {
  const t = useTexts(lineWords);
  const name = (body.name ?? {}) as { zh?: string; en?: string };
  return (
    <>
      <Labelled label={t('nameZh')} fault={fault}>
        <Input
          value={name.zh ?? ''}
          maxLength={80}
          onChange={(event) => onChange(named(body, 'zh', event.target.value))}
        />
      </Labelled>
      <Labelled label={t('nameEn')} fault="">
        <Input
          value={name.en ?? ''}
          maxLength={80}
          onChange={(event) => onChange(named(body, 'en', event.target.value))}
        />
      </Labelled>
    </>
  );
}

function Further({ kind, entry, drafting }: { kind: LineKind; entry: ConfigEntry; drafting: Drafting }) {
  const t = useTexts(lineWords);
  const { key } = entry;
  return (
    <>
      {waits(entry) ? (
        <Button onClick={() => drafting.mutate({ key, undo: true })}>{t('undo')}</Button>
      ) : null}
      {entry.value && !entry.draft_removes ? (
        <Button danger onClick={() => drafting.mutate({ key, value: null })}>
          {t('remove')}
        </Button>
      ) : null}
      {kind === 'extension' ? <Link to={`/extension/${key}`}>{t('wishes')}</Link> : null}
    </>
  );
}

interface KeyProps {
  value: string;
  fault: string;
  onChange: (key: string) => void;
}

function Key({ value, fault, onChange }: KeyProps) {
  const t = useTexts(lineWords);
  return (
    <Labelled label={t('key')} fault={fault}>
      <Input
        autoFocus
        value={value}
        maxLength={8}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </Labelled>
  );
}

const isTaken = (taken: Props['taken'], key: string): boolean => taken?.includes(key) ?? false;

type Drafting = ReturnType<typeof useDraft>;

export function LineForm({ kind, entry, taken, onDone }: Props) {
  const t = useTexts(lineWords);
  const [key, setKey] = useState(entry?.key ?? '');
  const [body, setBody] = useState<Body>(entry?.draft ?? entry?.value ?? {});
  const drafting = useDraft(kind);
  const faultAt = useFaults(kind, drafting.error);
  const whole = faultAt('');
  const [twice, setTwice] = useState(false);
  const changeKey = (next: string): void => {
    setKey(next);
    setTwice(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const again = isTaken(taken, key.trim());
    setTwice(again);
    if (again) return;
    drafting.mutate({ key: key.trim(), value: sent(kind, body) }, { onSuccess: () => onDone?.() });
  };
  return (
    <form className="line-form" onSubmit={submit} noValidate>
      {whole ? <Alert type="error" showIcon role="alert" title={whole} /> : null}
      {entry ? null : <Key value={key} fault={twice ? t('taken') : faultAt('key')} onChange={changeKey} />}
      <Names body={body} fault={faultAt('name')} onChange={setBody} />
      {SHAPES[kind].map((shape) => (
        <LineField
          key={shape.field}
          shape={shape}
          body={body}
          fault={faultAt(shape.field)}
          onChange={setBody}
        />
      ))}
      <div className="line-actions">
        <Button type="primary" htmlType="submit" loading={drafting.isPending} disabled={!key.trim()}>
          {t('save')}
        </Button>
        {entry ? <Further kind={kind} entry={entry} drafting={drafting} /> : null}
        {entry ? null : <Button onClick={onDone}>{t('cancel')}</Button>}
      </div>
    </form>
  );
}
