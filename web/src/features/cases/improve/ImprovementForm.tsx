/** An improvement is planned: what, by whom, until when, what is expected, and by which cases it is measured. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { planImprovement } from '@/api/improvements';
import { dateAfter, dateAt, dateOf, momentOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { newOnce } from '@/shared/once';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { flatten, useArrangement } from '../use-cases';
import { useOwners } from '../use-whom';
import { improveWords } from './words';

const USUAL_DAYS = 30;

interface Draft {
  what: string;
  expected: string;
  owner: string | null;
  due: string;
  of: 'type' | 'cause';
  node: string | null;
  weeks: number;
  percent: number;
}

function useDraft() {
  const [asked] = useSearchParams();
  return useState<Draft>(() => ({
    what: '',
    expected: '',
    owner: null,
    due: dateAfter(dateOf(dateAt(serverNow())), USUAL_DAYS),
    of: asked.get('by') === 'cause' ? 'cause' : 'type',
    node: asked.get('on'),
    weeks: 4,
    percent: 30,
  }));
}

/** The last minute of the day by the clock of the site. */
export const endOf = (date: string): string => momentOf(`${date}T23:59`).toISOString();

function usePlan(draft: Draft) {
  const t = useTexts(improveWords);
  const go = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [asked] = useSearchParams();
  const [key] = useState(newOnce);
  return useMutation({
    mutationFn: () => {
      const { due, owner, node, ...rest } = draft;
      const cases = asked.getAll('case');
      return planImprovement({
        key,
        ...rest,
        owner: owner ?? '',
        node: node ?? '',
        due_at: endOf(due),
        cases,
      });
    },
    onSuccess: () => {
      void message.success(t('planned'));
      void client.invalidateQueries({ queryKey: ['improvements'] });
      void client.invalidateQueries({ queryKey: ['cases'] });
      void go('/improvements?show=open');
    },
  });
}

interface PartProps {
  draft: Draft;
  put: (more: Partial<Draft>) => void;
}

function Measure({ draft, put }: PartProps) {
  const t = useTexts(improveWords);
  const locale = useLocale();
  const arranged = useArrangement().data;
  const nodes = flatten((draft.of === 'cause' ? arranged?.causes : arranged?.tree) ?? [], locale);
  return (
    <>
      <Radio.Group
        aria-label={t('measured')}
        value={draft.of}
        options={[
          { value: 'type', label: t('byType') },
          { value: 'cause', label: t('byCause') },
        ]}
        onChange={(event) => put({ of: event.target.value as Draft['of'], node: null })}
      />
      <Field label={t('measured')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.node}
          options={nodes}
          onChange={(node: string) => put({ node })}
        />
      </Field>
      <div className="improve-pair">
        <Field label={t('percent')}>
          <InputNumber
            min={1}
            max={100}
            value={draft.percent}
            onChange={(value) => put({ percent: value ?? 30 })}
          />
        </Field>
        <Field label={t('weeks')}>
          <InputNumber
            min={1}
            max={26}
            value={draft.weeks}
            onChange={(value) => put({ weeks: value ?? 4 })}
          />
        </Field>
      </div>
    </>
  );
}

export function ImprovementForm() {
  const t = useTexts(improveWords);
  const owners = useOwners();
  const [draft, setDraft] = useDraft();
  const planning = usePlan(draft);
  const put = (more: Partial<Draft>): void => setDraft((before) => ({ ...before, ...more }));
  const ready = draft.what.trim() && draft.expected.trim() && draft.owner && draft.node && draft.due;
  return (
    <form
      className="case-new"
      aria-label={t('plan')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !planning.isPending) planning.mutate();
      }}
    >
      <Refused failure={planning.error} />
      <Field label={t('what')}>
        <Input
          autoFocus
          maxLength={200}
          value={draft.what}
          onChange={(event) => put({ what: event.target.value })}
        />
      </Field>
      <Field label={t('owner')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.owner}
          options={owners}
          onChange={(owner: string) => put({ owner })}
        />
      </Field>
      <Field label={t('due')}>
        <Input type="date" value={draft.due} onChange={(event) => put({ due: event.target.value })} />
      </Field>
      <Field label={t('expected')}>
        <Input
          maxLength={200}
          value={draft.expected}
          onChange={(event) => put({ expected: event.target.value })}
        />
      </Field>
      <Measure draft={draft} put={put} />
      <Button type="primary" htmlType="submit" disabled={!ready} loading={planning.isPending}>
        {t('plan')}
      </Button>
    </form>
  );
}
