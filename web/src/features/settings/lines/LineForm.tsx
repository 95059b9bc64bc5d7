/** A line as a form: saved as a draft; what the server says against it stands at the field that it is about. */
import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import type { ConfigEntry } from '@/api/types';
import { named, waits, type Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { LineField } from './LineField';
import { KEYS, sent, SHAPES, type LineKind } from './shapes';
import { useWriting } from './use-drafts';
import { useFaults } from './use-faults';
import { lineWords } from './words';

interface Props {
  kind: LineKind;
  /** null: a new one. */
  entry: ConfigEntry | null;
  /** The keys that a new one cannot have. */
  taken?: readonly string[];
  onDone?: () => void;
}

function Names({ body, fault, onChange }: { body: Body; fault: string; onChange: (body: Body) => void }) {
  const t = useTexts(lineWords);
  const name = (body.name ?? {}) as { zh?: string; en?: string };
  return (
    <>
      <Field label={t('nameZh')} fault={fault}>
        <Input
          value={name.zh ?? ''}
          maxLength={80}
          onChange={(event) => onChange(named(body, 'zh', event.target.value))}
        />
      </Field>
      <Field label={t('nameEn')} fault="">
        <Input
          value={name.en ?? ''}
          maxLength={80}
          onChange={(event) => onChange(named(body, 'en', event.target.value))}
        />
      </Field>
    </>
  );
}

function Further({ kind, entry, act }: { kind: LineKind; entry: ConfigEntry; act: Act }) {
  const t = useTexts(lineWords);
  const { key } = entry;
  return (
    <>
      {waits(entry) ? <Button onClick={() => act({ key, undo: true })}>{t('undo')}</Button> : null}
      {entry.value && !entry.draft_removes ? (
        <Button danger onClick={() => act({ key, value: null })}>
          {t('remove')}
        </Button>
      ) : null}
      {kind === 'extension' ? <Link to={`/extension/${key}`}>{t('wishes')}</Link> : null}
    </>
  );
}

/** What a key is called, and what it may be. */
const KEY_WORDS = {
  extension: ['key', 'extensionKeyRule'],
  ring_group: ['key', 'extensionKeyRule'],
  park: ['key', 'extensionKeyRule'],
  conference: ['key', 'extensionKeyRule'],
  number: ['key', 'numberKeyRule'],
  trunk: ['trunkKey', 'trunkKeyRule'],
} as const;

interface KeyProps {
  kind: LineKind;
  value: string;
  fault: string;
  onChange: (key: string) => void;
}

function Key({ kind, value, fault, onChange }: KeyProps) {
  const t = useTexts(lineWords);
  const [label, rule] = KEY_WORDS[kind];
  return (
    <Field label={t(label)} fault={fault} rule={t(rule)}>
      <Input
        autoFocus
        value={value}
        maxLength={KEYS[kind].most}
        inputMode={KEYS[kind].digits ? 'tel' : 'text'}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** A password is no part of the configuration: where it lies instead. */
function Password({ trunk }: { trunk: string }) {
  const t = useTexts(lineWords);
  return (
    <div className="field">
      <span>{t('password')}</span>
      <span className="quiet line-note">{t('passwordText', { file: `trunks/${trunk || '…'}` })}</span>
    </div>
  );
}

const isTaken = (taken: Props['taken'], key: string): boolean => taken?.includes(key) ?? false;

type Act = ReturnType<typeof useWriting>['act'];

export function LineForm({ kind, entry, taken, onDone }: Props) {
  const t = useTexts(lineWords);
  const [key, setKey] = useState(entry?.key ?? '');
  const writing = useWriting(kind, entry);
  const { body, setBody } = writing;
  const fields = ['key', 'name', ...SHAPES[kind].map(({ field }) => field)];
  const faultAt = useFaults(fields, body, writing.failure);
  const whole = faultAt('');
  const [badKey, setBadKey] = useState('');
  const changeKey = (next: string): void => {
    setKey(next);
    setBadKey('');
  };
  const wrongKey = (): string => {
    if (entry) return '';
    if (isTaken(taken, key.trim())) return t('taken');
    return KEYS[kind].pattern.test(key.trim()) ? '' : t('notTaken', { rule: t(KEY_WORDS[kind][1]) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = wrongKey();
    setBadKey(wrong);
    if (wrong) return;
    writing.act({ key: key.trim(), value: sent(SHAPES[kind], body) }, onDone);
  };
  return (
    <form className="line-form" onSubmit={submit} noValidate>
      {whole ? <Alert type="error" showIcon role="alert" title={whole} /> : null}
      {entry ? null : <Key kind={kind} value={key} fault={badKey || faultAt('key')} onChange={changeKey} />}
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
      {kind === 'trunk' ? <Password trunk={key.trim()} /> : null}
      {entry ? <ChangedMeanwhile writing={writing} /> : null}
      <div className="line-actions">
        <Button type="primary" htmlType="submit" loading={writing.pending} disabled={!key.trim()}>
          {t('save')}
        </Button>
        {entry ? (
          <Further kind={kind} entry={entry} act={writing.act} />
        ) : (
          <Button onClick={onDone}>{t('cancel')}</Button>
        )}
      </div>
    </form>
  );
}
