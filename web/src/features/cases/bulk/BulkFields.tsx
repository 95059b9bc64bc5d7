/** What has to be said of each thing that can be done to several cases. */
import { Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { listCases } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { PRIORITIES } from '@/shared/format/case-priority';
import { useTexts } from '@/shared/i18n/texts';
import { useSettled } from '@/shared/ui/use-settled';
import { detailWords } from '../detail-words';
import { Needs } from '../Needs';
import { caseWords } from '../words';
import type { BulkWish } from './use-bulk';
import { bulkWords } from './words';

export type Wish = Partial<Omit<BulkWish, 'cases' | 'what'>>;
export interface BulkFieldProps {
  wish: Wish;
  say: (more: Wish) => void;
}

const NEEDS = {
  diagnose: [],
  take: [],
  start: [],
  give_back: ['reason'],
  wait: ['reason'],
  go_on: [],
  confirm: ['solution'],
  record: ['cause'],
  follow_up: ['satisfaction'],
  work_again: ['reason'],
  reopen: ['reason'],
} as const;
type StepName = keyof typeof NEEDS;
const STEPS = Object.keys(NEEDS) as StepName[];

function Step({ wish, say }: BulkFieldProps) {
  const t = useTexts(bulkWords);
  const td = useTexts(detailWords);
  const step = STEPS.find((name) => name === wish.step);
  return (
    <>
      <Select
        aria-label={t('whichStep')}
        placeholder={t('whichStep')}
        value={step ?? null}
        options={STEPS.map((name) => ({ value: name, label: td(name) }))}
        onChange={(name: StepName) => say({ step: name })}
      />
      {step ? <Needs needs={[...NEEDS[step]]} said={wish} say={say} /> : null}
    </>
  );
}

function OfCase({ wish, say }: BulkFieldProps) {
  const t = useTexts(bulkWords);
  const [typed, type] = useState('');
  const search = useSettled(typed.trim());
  const found = useQuery({
    queryKey: ['cases', 'pick', search],
    queryFn: () => listCases({ search, limit: 8 }),
    enabled: search !== '',
  }).data;
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: type }}
      aria-label={t('ofCase')}
      placeholder={t('ofCase')}
      notFoundContent={null}
      value={wish.of ?? null}
      options={(found?.items ?? []).map((row) => ({
        value: row.id,
        label: `${numberOf(row.number)} ${row.subject}`,
      }))}
      onChange={(of: string) => say({ of })}
    />
  );
}

function Text({ label, wish, say }: BulkFieldProps & { label: string }) {
  return (
    <Input.TextArea
      aria-label={label}
      placeholder={label}
      autoSize={{ minRows: 1, maxRows: 5 }}
      maxLength={4000}
      value={wish.text ?? ''}
      onChange={(event) => say({ text: event.target.value })}
    />
  );
}

function Task({ wish, say }: BulkFieldProps) {
  const t = useTexts(bulkWords);
  return (
    <>
      <Input
        aria-label={t('taskText')}
        placeholder={t('taskText')}
        maxLength={200}
        value={wish.text ?? ''}
        onChange={(event) => say({ text: event.target.value })}
      />
      <Select
        aria-label={t('toOwner')}
        value={wish.to_owner ?? true}
        options={[
          { value: true, label: t('toOwner') },
          { value: false, label: t('toNobody') },
        ]}
        onChange={(to_owner: boolean) => say({ to_owner })}
      />
    </>
  );
}

export function BulkFields({ what, wish, say }: BulkFieldProps & { what: BulkWish['what'] }) {
  const t = useTexts(bulkWords);
  const tc = useTexts(caseWords);
  const props = { wish, say };
  const fields: Record<BulkWish['what'], () => ReactElement> = {
    assign: () => <Needs needs={['whom']} said={wish} say={say} />,
    priority: () => (
      <Select
        aria-label={tc('priority')}
        placeholder={tc('priority')}
        value={wish.priority ?? null}
        options={PRIORITIES.map((value) => ({ value, label: tc(value) }))}
        onChange={(priority: (typeof PRIORITIES)[number]) => say({ priority })}
      />
    ),
    step: () => <Step {...props} />,
    close: () => (
      <>
        <Needs needs={['solution', 'cause']} said={wish} say={say} />
        <span className="quiet">{t('closeHint')}</span>
      </>
    ),
    link: () => <OfCase {...props} />,
    duplicate: () => <OfCase {...props} />,
    note: () => <Text label={t('noteText')} {...props} />,
    task: () => <Task {...props} />,
    receipt: () => <span className="quiet">{t('receiptHint')}</span>,
  };
  return fields[what]();
}
