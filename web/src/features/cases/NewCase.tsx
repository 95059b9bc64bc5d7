/** A case is received: type, subject, what happened, the form of the type. Sent twice, it is one. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Select } from 'antd';
import { lazy, Suspense, useCallback, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { openCase, type CaseField, type CasePriority, type CaseSuggested } from '@/api/cases';
import { getCustomer } from '@/api/calls';
import { FormFields } from '@/shared/form/FormFields';
import { faultsIn, sentOf } from '@/shared/form/values';
import { numberOf } from '@/shared/format/case-number';
import { PRIORITIES } from '@/shared/format/case-priority';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { AboutField } from './AboutAgent';
import { detailWords } from './detail-words';
import { useDraft, type Draft } from './new-case-draft';
import type { Offered } from './Suggested';
import { NoTypes } from './NoTypes';
import { listOnly, useArrangement, useFresh } from './use-cases';
import { caseWords } from './words';

const Suggested = lazy(async () => ({ default: (await import('./Suggested')).Suggested }));

const Offer = lazy(() => import('./incidents/Offer'));

const TAKEN = ['type', 'priority'] as const;

/** What was offered last while it was still open, and what was taken of it: kept with the case. */
function useShown() {
  const shown = useRef<Offered>({ type: null, priority: null, risks: [] });
  const taken = useRef<Partial<Pick<Draft, 'type' | 'priority'>>>({});
  const note = useCallback((next: Offered) => {
    const { type, priority, risks } = shown.current;
    shown.current = {
      type: next.type ?? type,
      priority: next.priority ?? priority,
      risks: [...new Set([...risks, ...next.risks])],
    };
  }, []);
  const take = useCallback((what: Partial<Draft>) => {
    taken.current = { ...taken.current, ...what };
  }, []);
  const told = (draft: Draft): CaseSuggested | null => {
    const { type, priority, risks } = shown.current;
    if (!type && !priority && !risks.length) return null;
    return { ...shown.current, taken: TAKEN.filter((part) => taken.current[part] === draft[part]) };
  };
  return { note, take, told };
}

function ForWhom({ customer }: { customer: string | null }) {
  const t = useTexts(detailWords);
  const asked = useQuery({
    queryKey: ['customers', customer],
    queryFn: () => getCustomer(customer ?? ''),
    enabled: customer !== null,
  });
  return (
    <p className="quiet">
      {t('forCustomer')} <strong>{asked.data?.name ?? t('noCustomer')}</strong>
    </p>
  );
}

/** What is written of it, once there is something that a case can be. */
export function NewCase() {
  const arrangement = useArrangement().data;
  return arrangement && !arrangement.types.length ? <NoTypes /> : <Writing />;
}

function Writing() {
  const t = useTexts(detailWords);
  const tc = useTexts(caseWords);
  const locale = useLocale();
  const go = useNavigate();
  const { message } = App.useApp();
  const [asked] = useSearchParams();
  const fresh = useFresh();
  const types = useArrangement().data?.types ?? [];
  const { draft, setDraft, begun, forget, clear } = useDraft();
  const change = (more: Partial<Draft>): void => setDraft({ ...draft, ...more });
  const chosen = types.find((type) => type.id === draft.type);
  const fields = (chosen?.fields ?? []) as unknown as CaseField[];
  const shown = useShown();
  const { take: noteTaken } = shown;
  const take = useCallback(
    (what: Partial<Draft>) => {
      noteTaken(what);
      setDraft((before) => ({ ...before, ...what }));
    },
    [noteTaken, setDraft],
  );
  const opening = useMutation({
    mutationFn: () =>
      openCase({
        ...draft,
        type: draft.type ?? '',
        about_agent: chosen?.about_asked ? draft.about_agent : null,
        form: sentOf(fields, draft.form),
        customer: asked.get('customer'),
        interaction: asked.get('interaction'),
        suggested: shown.told(draft),
      }),
    onSuccess: (row) => {
      forget();
      fresh(row);
      void message.success(t('submitted', { number: numberOf(row.number) }));
      void go(`/cases/${row.id}${listOnly(asked)}`, { replace: true });
    },
  });
  return (
    <form
      className="case-new"
      aria-label={t('newTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.type && draft.subject.trim() && !opening.isPending) opening.mutate();
      }}
    >
      <ForWhom customer={asked.get('customer')} />
      {begun ? (
        <p className="quiet" role="status">
          {t('draftKept')}{' '}
          <Button type="link" size="small" onClick={clear}>
            {t('draftAnew')}
          </Button>
        </p>
      ) : null}
      <Field label={tc('type')}>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('pick')}
          value={draft.type}
          options={types.map((type) => ({ value: type.id, label: nameIn(type.path_name, locale) }))}
          onChange={(type: string) => change({ type })}
        />
      </Field>
      <Field label={tc('subject')}>
        <Input
          maxLength={200}
          value={draft.subject}
          onChange={(event) => change({ subject: event.target.value })}
        />
      </Field>
      <Field label={t('text')}>
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={4000}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      <Suspense fallback={null}>
        <Suggested
          said={{ subject: draft.subject, text: draft.text, interaction: asked.get('interaction') }}
          type={draft.type}
          priority={draft.priority}
          usual={chosen?.priority ?? 'medium'}
          onShown={shown.note}
          onTake={take}
        />
      </Suspense>
      <Suspense fallback={null}>
        <Offer
          type={draft.type}
          text={`${draft.subject} ${draft.text}`}
          value={draft.incident}
          onChange={(incident) => change({ incident })}
        />
      </Suspense>
      {chosen?.about_asked ? (
        <AboutField value={draft.about_agent} onChange={(about_agent) => change({ about_agent })} />
      ) : null}
      <FormFields
        fields={fields}
        values={draft.form}
        faults={faultsIn(opening.error)}
        put={(id, value) => change({ form: { ...draft.form, [id]: value } })}
      />
      <div className="case-line">
        <Select
          aria-label={tc('priority')}
          style={{ width: 180 }}
          value={draft.priority ?? ''}
          options={[
            { value: '', label: t('autoPriority') },
            ...PRIORITIES.map((value) => ({ value, label: `${tc('priority')} ${tc(value)}` })),
          ]}
          onChange={(value: string) => change({ priority: (value || null) as CasePriority | null })}
        />
        <Checkbox checked={draft.mine} onChange={(event) => change({ mine: event.target.checked })}>
          {t('mineNow')}
        </Checkbox>
      </div>
      <Refused failure={opening.error} />
      <Button
        type="primary"
        htmlType="submit"
        disabled={!draft.type || !draft.subject.trim()}
        loading={opening.isPending}
      >
        {t('submit')}
      </Button>
    </form>
  );
}
