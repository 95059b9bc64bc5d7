/** What a case says, and the form of its type; saved under the revision that was seen, so that nobody overwrites. */
import { EditOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { editCase, type CaseField, type CasePriority, type CaseWhole, type FormValues } from '@/api/cases';
import { Problem } from '@/api/client';
import type { Locale, Name } from '@/api/types';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { FormFields } from '@/shared/form/FormFields';
import { faultsIn, sentOf } from '@/shared/form/values';
import { PRIORITIES } from '@/shared/format/case-priority';
import { Refused } from '@/shared/ui/Refused';
import { AboutField } from './AboutAgent';
import { detailWords } from './detail-words';
import { fieldName } from './entry-words';
import { useFresh, useStale } from './use-cases';
import { caseWords } from './words';

/** What was written over the case as it was seen; the rest stays as it stands, whoever wrote it. */
interface Draft {
  revision: number;
  subject?: string;
  text?: string;
  priority?: CasePriority;
  about_agent?: string;
  form?: FormValues;
}

interface LateProps {
  failure: Problem;
  row: CaseWhole;
  draft: Draft;
  locale: Locale;
}

/** Somebody was quicker: who, when, what, and what stands now where both wrote; what was typed stays. */
function Late({ failure, row, draft, locale }: LateProps) {
  const t = useTexts(detailWords);
  const { name, at, fields } = failure.params as { name: Name; at: string; fields: string[] };
  const what = listIn(
    fields.map((field) => fieldName(field, t)),
    locale,
  );
  const when = whenOf(at, dateAt(serverNow()));
  const both = (['subject', 'text'] as const).filter((name) => name in draft && fields.includes(name));
  const asked = (row.fields as unknown as CaseField[]).filter((field) => field.id in (draft.form ?? {}));
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('changed', { name: nameIn(name, locale), when, fields: what })}
      description={
        <>
          {t('changedText')}
          <dl className="facts">
            {both.map((name) => (
              <div key={name}>
                <dt>{fieldName(name, t)}</dt>
                <dd className="facts-note">{row[name] || '–'}</dd>
              </div>
            ))}
          </dl>
          {fields.includes('form') ? <Filled fields={asked} values={row.form} /> : null}
        </>
      }
    />
  );
}

function Shown({ row, edit }: { row: CaseWhole; edit: () => void }) {
  const t = useTexts(detailWords);
  const fields = row.fields as unknown as CaseField[];
  return (
    <section className="case-part" aria-label={t('form')}>
      <h4>
        {t('text')}
        {row.editable ? (
          <Button type="link" size="small" icon={<EditOutlined />} onClick={edit}>
            {t('edit')}
          </Button>
        ) : null}
      </h4>
      <p className="facts-note">{row.text || <span className="quiet">{t('noText')}</span>}</p>
      {fields.length ? (
        <>
          <h4>
            {t('form')}{' '}
            <span className={row.filled < row.required ? 'case-soon num' : 'quiet num'}>
              {t('filled', { n: row.filled, of: row.required })}
            </span>
          </h4>
          <Filled fields={fields} values={row.form} />
          {row.form_masked ? <p className="quiet">{t('masked')}</p> : null}
        </>
      ) : null}
    </section>
  );
}

function Filled({ fields, values }: { fields: CaseField[]; values: FormValues }) {
  const t = useTexts(detailWords);
  const locale = useLocale();
  const said = (field: CaseField): string => {
    const value = values[field.id];
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    const choice = field.choices?.find((one) => one.id === value);
    if (choice) return nameIn(choice.name, locale);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  };
  return (
    <dl className="facts case-filled">
      {fields
        .filter((field) => field.id in values || (field.required && !field.when))
        .map((field) => (
          <div key={field.id}>
            <dt>{nameIn(field.name, locale)}</dt>
            <dd className="facts-note">{said(field)}</dd>
          </div>
        ))}
    </dl>
  );
}

export function EditForm({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  const tc = useTexts(caseWords);
  const locale = useLocale();
  const fresh = useFresh();
  const stale = useStale();
  const [draft, setDraft] = useState<Draft | null>(null);
  const fields = row.fields as unknown as CaseField[];
  const saving = useMutation({
    mutationFn: ({ priority, form, ...rest }: Draft) =>
      editCase(row.id, {
        ...rest,
        ...(priority && priority !== row.priority ? { priority } : {}),
        ...(form ? { form: sentOf(fields, { ...row.form, ...form }) } : {}),
      }),
    onSuccess: (after) => {
      setDraft(null);
      fresh(after);
    },
    onError: async (failure) => {
      const told = failure instanceof Problem ? failure.params.revision : undefined;
      if (typeof told !== 'number') return;
      const now = await stale(row.id);
      // Over nothing that was not told, and nothing that could not be fetched.
      setDraft((since) => since && { ...since, revision: Math.min(told, now?.revision ?? since.revision) });
    },
  });
  if (!draft) return <Shown row={row} edit={() => setDraft({ revision: row.revision })} />;
  const change = (more: Partial<Draft>): void => setDraft({ ...draft, ...more });
  const late = saving.error instanceof Problem && saving.error.key === 'case.changed_meanwhile';
  return (
    <form
      className="case-part case-edit"
      aria-label={t('edit')}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(draft);
      }}
    >
      <Input
        autoFocus
        aria-label={tc('subject')}
        maxLength={200}
        value={draft.subject ?? row.subject}
        onChange={(event) => change({ subject: event.target.value })}
      />
      <Input.TextArea
        aria-label={t('text')}
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={4000}
        value={draft.text ?? row.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Select
        aria-label={tc('priority')}
        style={{ width: 160 }}
        value={draft.priority ?? row.priority}
        options={PRIORITIES.map((value) => ({ value, label: `${tc('priority')} ${tc(value)}` }))}
        onChange={(priority) => change({ priority })}
      />
      {row.about_asked ? (
        <AboutField
          value={draft.about_agent ?? row.about_agent?.id ?? null}
          onChange={(about_agent) => change(about_agent ? { about_agent } : {})}
        />
      ) : null}
      <FormFields
        fields={fields}
        values={{ ...row.form, ...draft.form }}
        faults={faultsIn(saving.error)}
        put={(id, value) => change({ form: { ...draft.form, [id]: value } })}
      />
      {late ? (
        <Late failure={saving.error as Problem} row={row} draft={draft} locale={locale} />
      ) : (
        <Refused failure={saving.error} />
      )}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t('save')}
        </Button>
        <Button onClick={() => setDraft(null)}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
