/** What is said of a major incident: when it is declared, and changed. */
import { useMutation } from '@tanstack/react-query';
import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { changeIncident, declareIncident, type IncidentWhole } from '@/api/incidents';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { flatten, useArrangement } from '../use-cases';
import { incidentWords } from './words';

interface Props {
  id: string;
  subject: string;
  type: string;
  whole: IncidentWhole;
  done: (after: IncidentWhole | null) => void;
}

/** As it stands, or as a case that is to be declared suggests it. */
function draftOf({ whole, subject, type }: Props) {
  const now = whole.incident;
  return {
    what: now?.what ?? subject,
    say: now?.say ?? { zh: '', en: '' },
    types: now ? now.types : [type],
    words: now?.words ?? [],
    affected: now?.affected ?? null,
    expected_end: now?.expected_end ?? null,
    plan: null as string | null,
    prompt: null as string | null,
  };
}

export function IncidentForm(props: Props) {
  const { id, whole, done } = props;
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const [key] = useState(newOnce);
  const [draft, setDraft] = useState(() => draftOf(props));
  const change = (more: Partial<typeof draft>): void => setDraft({ ...draft, ...more });
  const types = flatten(useArrangement().data?.tree ?? [], locale);
  const saving = useMutation({
    mutationFn: () => {
      const { plan, prompt, ...said } = draft;
      return whole.incident
        ? changeIncident(id, { ...said, revision: whole.revision })
        : declareIncident(id, { ...said, key, plan, prompt });
    },
    onSuccess: done,
  });
  const plan = (chosen: string | null): void => {
    const found = whole.plans.find((one) => one.id === chosen);
    change(
      found
        ? {
            plan: chosen,
            say: draft.say.zh || draft.say.en ? draft.say : { zh: found.say.zh, en: found.say.en ?? '' },
            types: [...new Set([...draft.types, ...found.types])],
            words: [...new Set([...draft.words, ...found.words])],
          }
        : { plan: null },
    );
  };
  const choices = (rows: IncidentWhole['plans']) =>
    rows.map((one) => ({ value: one.id, label: nameIn(one.name, locale) }));
  return (
    <form
      className="incident-form"
      aria-label={t(whole.incident ? 'change' : 'declareTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.what.trim() && !saving.isPending) saving.mutate();
      }}
    >
      <Field label={t('what')}>
        <Input
          autoFocus
          maxLength={200}
          value={draft.what}
          onChange={(e) => change({ what: e.target.value })}
        />
      </Field>
      {whole.incident ? null : (
        <>
          <Field label={t('plan')}>
            <Select
              allowClear
              placeholder={t('noPlan')}
              value={draft.plan}
              options={choices(whole.plans)}
              onChange={(one: string | undefined) => plan(one ?? null)}
            />
          </Field>
          <Field label={t('prompt')}>
            <Select
              allowClear
              placeholder={t('noPrompt')}
              notFoundContent={t('noPrompts')}
              value={draft.prompt}
              options={choices(whole.prompts)}
              onChange={(prompt: string | undefined) => change({ prompt: prompt ?? null })}
            />
          </Field>
        </>
      )}
      <Field label={t('sayZh')}>
        <Input.TextArea
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={draft.say.zh}
          onChange={(e) => change({ say: { ...draft.say, zh: e.target.value } })}
        />
      </Field>
      <Field label={t('sayEn')}>
        <Input.TextArea
          autoSize={{ minRows: 1 }}
          maxLength={500}
          value={draft.say.en}
          onChange={(e) => change({ say: { ...draft.say, en: e.target.value } })}
        />
      </Field>
      <Field label={t('wordsLabel')}>
        <Select
          mode="tags"
          open={false}
          maxCount={20}
          value={draft.words}
          onChange={(words: string[]) => change({ words: words.map((one) => one.slice(0, 64)) })}
        />
      </Field>
      <Field label={t('typesLabel')}>
        <Select
          mode="multiple"
          maxCount={20}
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.types}
          options={types}
          onChange={(chosen: string[]) => change({ types: chosen })}
        />
      </Field>
      <Field label={t('affected')}>
        <InputNumber
          min={0}
          max={100_000_000}
          precision={0}
          value={draft.affected}
          onChange={(affected) => change({ affected })}
        />
      </Field>
      <Field label={t('expectedEnd')}>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          value={draft.expected_end ? dayjs(draft.expected_end) : null}
          onChange={(at) => change({ expected_end: at ? at.toISOString() : null })}
        />
      </Field>
      <Refused failure={saving.error} />
      <div className="case-line">
        <Button type="primary" htmlType="submit" loading={saving.isPending} disabled={!draft.what.trim()}>
          {t(whole.incident ? 'save' : 'declare')}
        </Button>
        <Button onClick={() => done(null)}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
