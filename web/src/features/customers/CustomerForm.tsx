/** A customer as a form at the side: everything that is written down. Two people may write at once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented, Select, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import { getCustomer } from '@/api/calls';
import { Problem } from '@/api/client';
import { addCustomer, changeCustomer, listCustomerFields, type CustomerField } from '@/api/customers';
import type { CustomerCard } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { languageIn } from '@/shared/ui/CustomerFacts';
import { Failed } from '@/shared/ui/Empty';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SideForm } from '@/shared/ui/SideForm';
import { SidePanel } from '@/shared/ui/SidePanel';
import { askedOf, draftOf, NEW, partOf, together, type Draft, type Part } from './draft';
import { AddressRows, PhoneRows } from './FormRows';
import { Meanwhile } from './Meanwhile';
import { OwnField } from './OwnField';
import { formWords } from './form-words';

const LEVELS = ['normal', 'silver', 'gold', 'vip'] as const;
const RISKS = ['none', 'low', 'medium', 'high'] as const;
const LANGUAGES = ['zh', 'en', 'ja', 'ko', 'fr', 'de', 'es', 'ru', 'ar'] as const;

interface FormProps {
  /** Null: a new one. */
  customer: CustomerCard | null;
  own: readonly CustomerField[];
  onSaved: (id: string) => void;
  onClose: () => void;
}

/** The draft, what it began from, and what somebody else wrote meanwhile. */
function useWriting({ customer, own, onSaved }: Omit<FormProps, 'onClose'>) {
  const client = useQueryClient();
  const first = customer ? draftOf(customer) : NEW;
  const [draft, setDraft] = useState(first);
  const [base, setBase] = useState({ draft: first, revision: customer?.revision ?? null });
  const [now, setNow] = useState<{ draft: Draft; clashes: Part[]; by: CustomerCard['changed_by'] } | null>(
    null,
  );
  const once = useRef(newOnce());
  const meet = async (id: string): Promise<void> => {
    const current = await getCustomer(id);
    const theirs = draftOf(current);
    const both = together(base.draft, draft, theirs);
    setDraft(both.draft);
    setBase({ draft: theirs, revision: current.revision });
    setNow({ draft: theirs, clashes: both.clashes, by: current.changed_by });
  };
  const save = useMutation({
    mutationFn: () =>
      customer
        ? changeCustomer(customer.id, askedOf(draft, own, { revision: base.revision }))
        : addCustomer(askedOf(draft, own, { once: once.current })),
    onSuccess: async (saved) => {
      client.setQueryData(['customers', saved.id], saved);
      onSaved(saved.id);
      void client.invalidateQueries({ queryKey: ['pop'] }); // who is calling may be who was changed
      await client.invalidateQueries({ queryKey: ['customers'] });
    },
    onError: async (failure) => {
      if (customer && failure instanceof Problem && failure.key === 'customer.changed_meanwhile')
        await meet(customer.id);
    },
  });
  return {
    draft,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    now,
    save,
  };
}

function Form({ onClose, ...of }: FormProps) {
  const t = useTexts(formWords);
  const locale = useLocale();
  const { draft, set, now, save } = useWriting(of);
  const at = save.error instanceof Problem ? partOf(save.error.key) : '';
  const fault = (part: Part): string => (save.error && at === part ? wordsFor(save.error, locale).title : '');
  const company = draft.kind === 'company';
  return (
    <SideForm
      title={t(of.customer ? 'edit' : 'add')}
      className="customer-form"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {save.error && !at ? <Refused failure={save.error} /> : null}
      {now ? <Meanwhile {...now} onTake={(part) => set({ [part]: now.draft[part] })} /> : null}
      <Field label={t('kind')}>
        <Segmented
          value={draft.kind}
          options={(['person', 'company'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(kind) => set({ kind })}
        />
      </Field>
      <Field label={t(company ? 'companyName' : 'name')} fault={fault('name')}>
        <Input
          autoFocus
          autoComplete="off"
          value={draft.name}
          maxLength={100}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      {company ? null : (
        <Field label={t('company')}>
          <Input
            autoComplete="off"
            value={draft.company}
            maxLength={100}
            onChange={(event) => set({ company: event.target.value })}
          />
        </Field>
      )}
      <PhoneRows rows={draft.phones} fault={fault('phones')} onChange={(phones) => set({ phones })} />
      <Field label={t('mails')} fault={fault('mails')} rule={t('mailsRule')}>
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={draft.mails}
          maxLength={1000}
          onChange={(event) => set({ mails: event.target.value })}
        />
      </Field>
      <AddressRows rows={draft.addresses} onChange={(addresses) => set({ addresses })} />
      <Field label={t('level')}>
        <Select
          value={draft.level}
          options={LEVELS.map((value) => ({ value, label: t(value) }))}
          onChange={(level) => set({ level })}
        />
      </Field>
      <Field label={t('risk')}>
        <Select
          value={draft.risk}
          options={RISKS.map((value) => ({ value, label: t(`risk_${value}`) }))}
          onChange={(risk) => set({ risk })}
        />
      </Field>
      <Field label={t('language')} fault={fault('language')}>
        <Select
          showSearch
          value={draft.language}
          options={[...new Set([...LANGUAGES, draft.language])].map((value) => ({
            value,
            label: languageIn(value, locale),
          }))}
          onChange={(language) => set({ language })}
        />
      </Field>
      <Field label={t('tags')} fault={fault('tags')} rule={t('tagsRule')}>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          value={draft.tags}
          onChange={(tags) => set({ tags })}
        />
      </Field>
      {of.own.map((field) => (
        <OwnField
          key={field.key}
          field={field}
          value={draft.fields[field.key] ?? ''}
          onChange={(value) => set({ fields: { ...draft.fields, [field.key]: value } })}
        />
      ))}
      {fault('fields') ? <p className="fault">{fault('fields')}</p> : null}
      <Field label={t('note')}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={draft.note}
          maxLength={4000}
          onChange={(event) => set({ note: event.target.value })}
        />
      </Field>
      <div className="customer-actions">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </SideForm>
  );
}

/** The form, once it is known which fields the site has: saved without them, it would take their values away. */
export function CustomerForm(props: Omit<FormProps, 'own'>) {
  const t = useTexts(formWords);
  const asked = useQuery({ queryKey: ['customer-fields'], queryFn: listCustomerFields });
  if (asked.data) return <Form {...props} own={asked.data.items} />;
  return (
    <SidePanel title={t(props.customer ? 'edit' : 'add')} width={400} onClose={props.onClose}>
      {asked.isError ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : (
        <Skeleton active />
      )}
    </SidePanel>
  );
}
