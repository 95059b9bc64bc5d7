/** An own entry as a form at the side. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm, Select, Skeleton, Switch } from 'antd';
import { useState } from 'react';
import { Problem } from '@/api/client';
import { addEntry, changeEntry, getEntry, removeEntry } from '@/api/directory';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { Failed } from '@/shared/ui/Empty';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SideForm } from '@/shared/ui/SideForm';
import { SidePanel } from '@/shared/ui/SidePanel';
import { askedOf, draftOf, fieldOf, NEW, type Draft } from './entry';
import { directoryWords } from './words';

const KINDS = ['person', 'room', 'department', 'outside'] as const;
const TEXTS = [
  ['zh', 'zh', 60],
  ['en', 'en', 80],
  ['pinyin', 'pinyin', 120],
  ['department', 'departmentZh', 60],
  ['department_en', 'departmentEn', 80],
  ['extension', 'extension', 8],
] as const;

interface FormProps {
  /** Null: a new one. */
  id: string | null;
  revision: number | null;
  first: Draft;
  onClose: () => void;
}

function useWriting({ id, revision, onClose }: Omit<FormProps, 'first'>) {
  const client = useQueryClient();
  const onSuccess = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: ['directory'] });
  };
  const save = useMutation({
    mutationFn: (draft: Draft) => {
      const body = askedOf(draft, revision);
      return id ? changeEntry(id, body) : addEntry(body);
    },
    onSuccess,
  });
  const remove = useMutation({ mutationFn: () => removeEntry(id ?? ''), onSuccess });
  return { save, remove };
}

function Form({ first, ...of }: FormProps) {
  const t = useTexts(directoryWords);
  const locale = useLocale();
  const [draft, setDraft] = useState(first);
  const { save, remove } = useWriting(of);
  const failure = save.error ?? remove.error;
  const at = failure instanceof Problem ? fieldOf(failure.key) : '';
  const fault = (name: keyof Draft): string =>
    failure && at === name ? wordsFor(failure, locale).title : '';
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const rules: Partial<Record<keyof Draft, string>> = {
    pinyin: t('pinyinRule'),
    extension: t('extensionRule'),
  };
  return (
    <SideForm
      title={t(of.id ? 'editEntry' : 'newEntry')}
      className="entry-form"
      onSubmit={() => save.mutate(draft)}
      onClose={of.onClose}
    >
      {failure && !at ? <Refused failure={failure} /> : null}
      <Field label={t('kind')}>
        <Select
          value={draft.kind}
          options={KINDS.map((value) => ({ value, label: t(value) }))}
          onChange={(kind) => set({ kind })}
        />
      </Field>
      {TEXTS.map(([name, label, maxLength]) => (
        <Field key={name} label={t(label)} fault={fault(name)} rule={rules[name] ?? ''}>
          <Input
            autoFocus={name === 'zh'}
            autoComplete="off"
            value={draft[name]}
            maxLength={maxLength}
            onChange={(event) => set({ [name]: event.target.value })}
          />
        </Field>
      ))}
      <Field label={t('numbers')} fault={fault('numbers')} rule={t('numbersRule')}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={draft.numbers}
          maxLength={400}
          onChange={(event) => set({ numbers: event.target.value })}
        />
      </Field>
      <Field label={t('note')}>
        <Input value={draft.note} maxLength={400} onChange={(event) => set({ note: event.target.value })} />
      </Field>
      <Field label={t('hidden')} rule={t('hiddenRule')}>
        <Switch checked={draft.hidden} onChange={(hidden) => set({ hidden })} />
      </Field>
      <div className="entry-actions">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={of.onClose}>{t('cancel')}</Button>
        {of.id ? (
          <Popconfirm title={t('sureRemove')} onConfirm={() => remove.mutate()}>
            <Button danger loading={remove.isPending}>
              {t('remove')}
            </Button>
          </Popconfirm>
        ) : null}
      </div>
    </SideForm>
  );
}

/** `id` null: a new one. One that is there is asked for as it is now. */
export function EntryForm({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useTexts(directoryWords);
  const asked = useQuery({
    queryKey: ['directory', 'own', id],
    queryFn: () => getEntry(id ?? ''),
    enabled: id !== null,
    staleTime: 0,
    gcTime: 0,
  });
  if (id === null) return <Form id={null} revision={null} first={NEW} onClose={onClose} />;
  if (asked.data) {
    const { revision } = asked.data;
    return <Form key={revision} id={id} revision={revision} first={draftOf(asked.data)} onClose={onClose} />;
  }
  return (
    <SidePanel title={t('editEntry')} width={400} onClose={onClose}>
      {asked.isError ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : (
        <Skeleton active />
      )}
    </SidePanel>
  );
}
