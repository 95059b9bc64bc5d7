/** Solving the linked cases together, and ending the incident. */
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { endIncident, solveIncident, type IncidentGoal, type IncidentWhole } from '@/api/incidents';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { flatten, useArrangement } from '../use-cases';
import { GOALS } from './goals';
import { Results } from './Members';
import { incidentWords } from './words';

interface Props {
  id: string;
  whole: IncidentWhole;
  fresh: (after: IncidentWhole) => void;
}

export function Solving({ id, whole: { solving } }: { id: string; whole: IncidentWhole }) {
  const t = useTexts(incidentWords);
  if (!solving) return null;
  const { done, stopped, total } = solving;
  return (
    <>
      <p role="status">{solving.done_at ? t('solved', { done, stopped }) : t('solving', { done, total })}</p>
      {solving.done_at && stopped ? <Results id={id} /> : null}
    </>
  );
}

export function SolveForm({ id, fresh, close }: Props & { close: () => void }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const [draft, setDraft] = useState({
    key: newOnce(),
    to: 'confirmed' as IncidentGoal,
    result: '',
    cause: null as string | null,
    tell: true,
  });
  const causes = flatten(useArrangement().data?.causes ?? [], locale);
  const solving = useMutation({
    mutationFn: () => solveIncident(id, draft),
    onSuccess: (after) => {
      fresh(after);
      close();
    },
  });
  return (
    <form
      className="incident-form"
      aria-label={t('solve')}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.result.trim() && !solving.isPending) solving.mutate();
      }}
    >
      <Field label={t('result')}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={4000}
          value={draft.result}
          onChange={(event) => setDraft({ ...draft, result: event.target.value })}
        />
      </Field>
      <Field label={t('to')}>
        <Select
          value={draft.to}
          options={GOALS.map((value) => ({ value, label: t(`to_${value}`) }))}
          onChange={(to: IncidentGoal) => setDraft({ ...draft, to })}
        />
      </Field>
      {draft.to === 'recorded' || draft.to === 'closed' ? (
        <Field label={t('cause')}>
          <Select
            allowClear
            value={draft.cause}
            options={causes}
            onChange={(cause: string | undefined) => setDraft({ ...draft, cause: cause ?? null })}
          />
        </Field>
      ) : null}
      <Checkbox checked={draft.tell} onChange={(event) => setDraft({ ...draft, tell: event.target.checked })}>
        {t('tell')}
      </Checkbox>
      <Refused failure={solving.error} />
      <div className="case-line">
        <Button type="primary" htmlType="submit" loading={solving.isPending} disabled={!draft.result.trim()}>
          {t('solveNow')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

export function EndForm({ id, whole, fresh, close }: Props & { close: () => void }) {
  const t = useTexts(incidentWords);
  const [result, setResult] = useState('');
  const ending = useMutation({
    mutationFn: () => endIncident(id, whole.revision, result),
    onSuccess: (after) => {
      fresh(after);
      close();
    },
  });
  return (
    <form
      className="incident-form"
      aria-label={t('end')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ending.isPending) ending.mutate();
      }}
    >
      <p className="quiet">{t('endTitle')}</p>
      <Field label={t('result')}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={4000}
          value={result}
          onChange={(event) => setResult(event.target.value)}
        />
      </Field>
      <Refused failure={ending.error} />
      <div className="case-line">
        <Button type="primary" htmlType="submit" loading={ending.isPending}>
          {t('end')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
