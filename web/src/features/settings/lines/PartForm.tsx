/**
 * A part of an item as a form: of what the centre, a queue or a number says. The rest of the item stays as it is;
 * what is being written here stays when another part of it is saved meanwhile.
 */
import { Alert, Button } from 'antd';
import type { FormEvent } from 'react';
import type { ConfigEntry } from '@/api/types';
import { waits } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { LineField } from './LineField';
import { sent, type Field } from './shapes';
import { useWriting } from './use-drafts';
import { useFaults } from './use-faults';
import { lineWords } from './words';

interface Props {
  kind: string;
  entry: ConfigEntry;
  fields: readonly Field[];
}

export function PartForm({ kind, entry, fields }: Props) {
  const t = useTexts(lineWords);
  const writing = useWriting(kind, entry, true);
  const { body, act } = writing;
  const names = fields.map(({ field }) => field);
  const faultAt = useFaults(names, body, writing.failure);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    act({ key: entry.key, value: sent(fields, body) });
  };
  const whole = faultAt('');
  return (
    <form className="line-form" onSubmit={submit} noValidate>
      {whole ? <Alert type="error" showIcon role="alert" title={whole} /> : null}
      {fields.map((shape) => (
        <LineField
          key={shape.field}
          shape={shape}
          body={body}
          fault={faultAt(shape.field)}
          onChange={writing.setBody}
        />
      ))}
      <ChangedMeanwhile writing={writing} />
      <div className="line-actions">
        <Button type="primary" htmlType="submit" loading={writing.pending}>
          {t('save')}
        </Button>
        {waits(entry) ? (
          <Button onClick={() => act({ key: entry.key, undo: true })}>{t('undo')}</Button>
        ) : null}
      </div>
    </form>
  );
}
