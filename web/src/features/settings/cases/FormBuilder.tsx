/** A form that is being built, field by field, and beside it as the agent will see it. */
import { DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import type { CaseField, FormValues } from '@/api/cases';
import { FormFields } from '@/shared/form/FormFields';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { changedField, FIELD_KINDS, movedField, withField, withoutField, type Form } from './form-edits';
import { FieldEditor } from './FieldEditor';
import { formWords } from './form-words';

interface Props {
  form: Form;
  change: (form: Form, about?: string) => void;
}

interface RowProps extends Props {
  field: CaseField;
  open: boolean;
  toggle: () => void;
}

function Row({ form, change, field, open, toggle }: RowProps) {
  const t = useTexts(formWords);
  const locale = useLocale();
  const name = nameIn(field.name, locale) || t('unnamed');
  const move = (by: -1 | 1): void => change(movedField(form, field.id, by));
  const remove = (): void => change(withoutField(form, field.id));
  const onKey = (event: KeyboardEvent): void => {
    const by = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (by) move(by);
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className="arrange-row">
      <div className="arrange-row-head">
        <button
          type="button"
          className="arrange-row-name"
          aria-expanded={open}
          onClick={toggle}
          onKeyDown={onKey}
        >
          <strong>{name}</strong>
          <span className="quiet">{t(`kind_${field.kind}`)}</span>
          {field.required ? <span className="pill">{t('required')}</span> : null}
          {field.when ? <span className="pill wait">{t('onlyWhen')}</span> : null}
        </button>
        <Button
          type="text"
          aria-label={`${t('up')} ${name}`}
          icon={<UpOutlined />}
          onClick={() => move(-1)}
        />
        <Button
          type="text"
          aria-label={`${t('down')} ${name}`}
          icon={<DownOutlined />}
          onClick={() => move(1)}
        />
        <Button
          type="text"
          aria-label={`${t('remove')} ${name}`}
          icon={<DeleteOutlined />}
          onClick={remove}
        />
      </div>
      {open ? (
        <FieldEditor
          form={form}
          field={field}
          change={(next, about) => change(changedField(form, next), about)}
        />
      ) : null}
    </li>
  );
}

function Preview({ form }: { form: Form }) {
  const t = useTexts(formWords);
  const [values, setValues] = useState<FormValues>({});
  return (
    <section className="form-preview" aria-label={t('preview')}>
      <h4>{t('preview')}</h4>
      <p className="quiet">{t('previewText')}</p>
      <FormFields
        fields={form.map((field) => (field.name.zh ? field : { ...field, name: { zh: t('unnamed') } }))}
        values={values}
        faults={{}}
        put={(id, value) => setValues((before) => ({ ...before, [id]: value }))}
      />
    </section>
  );
}

export function FormBuilder({ form, change }: Props) {
  const t = useTexts(formWords);
  const [open, setOpen] = useState<string | null>(null);
  const add = (kind: CaseField['kind']): void => {
    const after = withField(form, kind);
    change(after);
    setOpen(after.at(-1)?.id ?? null);
  };
  return (
    <div className="form-builder">
      <div>
        {form.length ? <p className="quiet">{t('keysHint')}</p> : <p className="quiet">{t('empty')}</p>}
        <ol className="arrange-rows">
          {form.map((field) => (
            <Row
              key={field.id}
              {...{ form, change, field }}
              open={open === field.id}
              toggle={() => setOpen(open === field.id ? null : field.id)}
            />
          ))}
        </ol>
        <div className="form-kinds" role="group" aria-label={t('add')}>
          {FIELD_KINDS.map((kind) => (
            <Button key={kind} size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add(kind)}>
              {t(`kind_${kind}`)}
            </Button>
          ))}
        </div>
      </div>
      {form.length ? <Preview form={form} /> : null}
    </div>
  );
}
