/**
 * A part of an item as a form: of what the centre, a queue or a number says. The rest of the item stays as it is;
 * what is being written here stays when another part of it is saved meanwhile.
 */
import { Alert, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import type { ConfigEntry } from '@/api/types';
import { bodyOf, waits, type Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { LineField } from './LineField';
import { changed, sent, type Field } from './shapes';
import { useDraft } from './use-drafts';
import { useFaults } from './use-faults';
import { lineWords } from './words';

interface Props {
  kind: string;
  entry: ConfigEntry;
  fields: readonly Field[];
}

export function PartForm({ kind, entry, fields }: Props) {
  const t = useTexts(lineWords);
  const [written, setWritten] = useState<Body>({});
  const drafting = useDraft(kind);
  const names = fields.map(({ field }) => field);
  const stands = bodyOf(entry);
  const body = Object.entries(written).reduce((rest, [field, value]) => changed(rest, field, value), stands);
  const faultAt = useFaults(names, body, drafting.error);
  const put = (next: Body): void =>
    setWritten(Object.fromEntries(names.map((field) => [field, next[field] ?? null])));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    drafting.mutate({ key: entry.key, value: sent(fields, body) }, { onSuccess: () => setWritten({}) });
  };
  const undo = (): void =>
    drafting.mutate({ key: entry.key, undo: true }, { onSuccess: () => setWritten({}) });
  const whole = faultAt('');
  return (
    <form className="line-form" onSubmit={submit} noValidate>
      {whole ? <Alert type="error" showIcon role="alert" title={whole} /> : null}
      {fields.map((shape) => (
        <LineField key={shape.field} shape={shape} body={body} fault={faultAt(shape.field)} onChange={put} />
      ))}
      <div className="line-actions">
        <Button type="primary" htmlType="submit" loading={drafting.isPending}>
          {t('save')}
        </Button>
        {waits(entry) ? <Button onClick={undo}>{t('undo')}</Button> : null}
      </div>
    </form>
  );
}
